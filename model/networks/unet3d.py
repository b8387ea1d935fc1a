"""The 3D U-Net of Çiçek et al. 2016."""

from __future__ import annotations

from typing import Any, Literal

import keras
from keras import layers

from model.networks.borders import CONVOLUTIONS_LOSE, check_sizes, skip_margin
from model.networks.layers.own_statistics import OwnStatistics

__all__ = ["unet3d"]

# Each level's second convolution; its first is half as wide on the way down.
_WIDTHS = (64, 128, 256, 512)


def unet3d(
    shape: tuple[int | None, int | None, int | None] = (132, 132, 116),
    *,
    channels: int = 3,
    classes: int = 3,
    width: int = 64,
    padding: Literal["valid", "same"] = "valid",
    normalised: bool = True,
    batch_statistics: bool = False,
) -> keras.Model:
    """Build the network.

    Args:
        shape: Voxels along x, y, z, or None where they vary. Every pooling must find an even number of them.
        channels: Input channels.
        classes: Output channels, one logit per class.
        width: Channels of the finest resolution; the published ones have 64.
        padding: `valid` loses a border with every convolution, and skips are cropped, as published; `same` loses none.
        normalised: Whether batch normalisation follows each 3x3x3 convolution; without it, convolutions have biases.
            The paper's tables compare the two.
        batch_statistics: Whether each volume is normalised by its own statistics at test time too, instead of by those
            that were averaged in training. The paper does so, for a batch holds one volume there.

    Input shape:
        `(batch, x, y, z, channels)`.

    Output shape:
        `(batch, x - 88, y - 88, z - 88, classes)` for `valid`, with `same` as large as the input; float32 logits.

    Raises:
        ValueError: If a resolution has an odd number of voxels, or nothing is left of it.

    Source:
        Çiçek et al. 2016 (arXiv 1606.06650), figure 2 and section 2: channels double before each pooling, so that none
        is a bottleneck; batch normalisation before each ReLU. Its 19,069,955 parameters are kernels without biases, one
        offset for each normalised channel, and the biases of the last convolution.
    """
    widths = [width * size // _WIDTHS[0] for size in _WIDTHS]
    check_sizes(shape, levels=len(widths), lost=CONVOLUTIONS_LOSE if padding == "valid" else 0)
    inputs = keras.Input((*shape, channels), name="image")
    x = inputs
    skips = []
    for level, wide in enumerate(widths):
        if level:
            x = layers.MaxPooling3D(2, name=f"encoder{level}_pool")(x)
        for part, size in (("a", wide // 2), ("b", wide)):
            x = _convolution(
                x, size, padding=padding, normalised=normalised, own=batch_statistics, name=f"encoder{level}_{part}"
            )
        skips.append(x)
    for level in range(len(widths) - 2, -1, -1):
        x = layers.Conv3DTranspose(
            widths[level + 1], 2, strides=2, use_bias=False, kernel_initializer="he_normal", name=f"decoder{level}_up"
        )(x)
        skip = skips[level]
        if padding == "valid":
            skip = layers.Cropping3D(skip_margin(level, levels=len(widths)), name=f"decoder{level}_crop")(skip)
        x = layers.Concatenate(name=f"decoder{level}_join")([skip, x])
        for part in "ab":
            x = _convolution(
                x,
                widths[level],
                padding=padding,
                normalised=normalised,
                own=batch_statistics,
                name=f"decoder{level}_{part}",
            )
    outputs = layers.Conv3D(classes, 1, kernel_initializer="he_normal", dtype="float32", name="logits")(x)
    return keras.Model(inputs, outputs, name="unet3d")


def _convolution(x: Any, width: int, *, padding: str, normalised: bool, own: bool, name: str) -> Any:
    """Apply convolution, batch normalisation without a scale where it is wanted, and ReLU."""
    x = layers.Conv3D(width, 3, padding=padding, use_bias=not normalised, kernel_initializer="he_normal", name=name)(x)
    if normalised:
        x = (OwnStatistics if own else layers.BatchNormalization)(scale=False, name=f"{name}_norm")(x)
    return layers.ReLU(name=f"{name}_relu")(x)
