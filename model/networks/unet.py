"""The U-Net of Ronneberger et al. 2015, and the padded, normalised form of it that is widely used."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

import keras
from keras import layers

from model.networks.borders import CONVOLUTIONS_LOSE, check_sizes, skip_margin

__all__ = ["unet"]


def unet(
    shape: tuple[int | None, int | None] = (572, 572),
    *,
    channels: int = 1,
    classes: int = 2,
    filters: Sequence[int] = (64, 128, 256, 512, 1024),
    padding: Literal["valid", "same"] = "valid",
    normalised: bool = False,
    dropout: float = 0.5,
) -> keras.Model:
    """Build the network.

    Args:
        shape: Pixels along both axes, or None where they vary. Every pooling must find an even number of them.
        channels: Input channels.
        classes: Output channels, one logit per class.
        filters: Width of each resolution, finest first.
        padding: `valid` loses a border with every convolution, and skips are cropped, as published; `same` loses none.
        normalised: Whether each 3x3 convolution is followed by batch normalisation, which takes the place of its bias.
        dropout: Share of values dropped at the two coarsest resolutions while training.

    Input shape:
        `(batch, rows, columns, channels)`.

    Output shape:
        `(batch, rows - 184, columns - 184, classes)` for five resolutions and `valid`, with `same` as large as the
        input; float32 logits.

    Raises:
        ValueError: If a resolution has an odd number of pixels, or nothing is left of it.

    Source:
        Ronneberger et al. 2015 (arXiv 1505.04597), figure 1 and section 3: two 3x3 convolutions a level, 2x2 pooling
        and up-convolution, dropout at the end of the contracting path, He initialisation. That the up-convolution is
        followed by ReLU, and which two levels have dropout, is from the network definition the authors published.
    """
    check_sizes(shape, levels=len(filters), lost=CONVOLUTIONS_LOSE if padding == "valid" else 0)
    inputs = keras.Input((*shape, channels), name="image")
    x = inputs
    skips = []
    for level, width in enumerate(filters):
        if level:
            x = layers.MaxPooling2D(2, name=f"encoder{level}_pool")(x)
        x = _convolutions(x, width, padding=padding, normalised=normalised, name=f"encoder{level}")
        if dropout and level >= len(filters) - 2:
            x = layers.Dropout(dropout, name=f"encoder{level}_dropout")(x)
        skips.append(x)
    for level in range(len(filters) - 2, -1, -1):
        x = layers.Conv2DTranspose(
            filters[level], 2, strides=2, activation="relu", kernel_initializer="he_normal", name=f"decoder{level}_up"
        )(x)
        skip = skips[level]
        if padding == "valid":
            skip = layers.Cropping2D(skip_margin(level, levels=len(filters)), name=f"decoder{level}_crop")(skip)
        x = layers.Concatenate(name=f"decoder{level}_join")([skip, x])
        x = _convolutions(x, filters[level], padding=padding, normalised=normalised, name=f"decoder{level}")
    outputs = layers.Conv2D(classes, 1, kernel_initializer="he_normal", dtype="float32", name="logits")(x)
    return keras.Model(inputs, outputs, name="unet")


def _convolutions(x: Any, width: int, *, padding: str, normalised: bool, name: str) -> Any:
    """Apply two convolutions with ReLU, normalised in between or not."""
    for part in "ab":
        x = layers.Conv2D(
            width, 3, padding=padding, use_bias=not normalised, kernel_initializer="he_normal", name=f"{name}_{part}"
        )(x)
        if normalised:
            x = layers.BatchNormalization(name=f"{name}_{part}_norm")(x)
        x = layers.ReLU(name=f"{name}_{part}_relu")(x)
    return x
