"""The multimodal 3D U-Net that NeuroSlice ships: five resolutions, BatchNorm, one sigmoid logit per region."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import keras
from keras import layers


def multimodal_unet3d(
    shape: tuple[int | None, int | None, int | None] = (None, None, None),
    *,
    channels: int = 5,
    regions: int = 3,
    filters: Sequence[int] = (16, 32, 64, 128, 128),
    dropout: float = 0.0,
    stem: int = 1,
    reads_brain: bool = True,
) -> keras.Model:
    """Build the network.

    Args:
        shape: Voxels along x, y, z; each a multiple of `stem * 2 ** (len(filters) - 1)`, or None where it varies.
        channels: Input channels: the modalities and the brain mask.
        regions: Output channels, one logit per region; regions overlap, so each has a sigmoid of its own.
        filters: Width of each resolution, finest first.
        dropout: Share of channels dropped at the coarsest resolution while training.
        stem: How many voxels along each axis the first convolution takes as one. The last one gives each of them its
            logits back, so that fine volumes cost hardly more than coarse ones.
        reads_brain: Whether the brain mask, the last channel, is looked at; where not, it is taken and left unread.

    Input shape:
        `(batch, x, y, z, channels)`.

    Output shape:
        `(batch, x, y, z, regions)`, float32 logits.

    Raises:
        ValueError: If `shape` cannot be halved as often as `filters` asks, or `filters` has fewer than two widths.

    Source:
        Encoder and decoder after Çiçek et al. 2016 (arXiv 1606.06650), with padded convolutions, strided convolutions
        for pooling, and the region-wise sigmoids of Isensee et al. 2020 (arXiv 2011.00848).
    """
    if len(filters) < 2:
        raise ValueError(f"`filters` must name at least two resolutions. Received: filters={tuple(filters)}")
    step = stem * 2 ** (len(filters) - 1)
    if any(size is not None and size % step for size in shape):
        raise ValueError(f"`shape` must be a multiple of {step} along every axis. Received: shape={shape}")

    inputs = keras.Input((*shape, channels), name="image")
    x = inputs if reads_brain else inputs[..., :-1]
    if stem > 1:
        x = _convolution(x, filters[0], kernel=stem, strides=stem, name="stem")
    skips = []
    for level, width in enumerate(filters):
        x = _convolution(x, width, strides=1 if level == 0 else 2, name=f"encoder{level}_a")
        x = _convolution(x, width, name=f"encoder{level}_b")
        skips.append(x)
    if dropout:
        x = layers.SpatialDropout3D(dropout, name="dropout")(x)
    for level in range(len(filters) - 2, -1, -1):
        width = filters[level]
        x = layers.Conv3DTranspose(width, 2, strides=2, name=f"decoder{level}_up")(x)
        x = layers.Concatenate(name=f"decoder{level}_join")([skips[level], x])
        x = _convolution(x, width, name=f"decoder{level}_a")
        x = _convolution(x, width, name=f"decoder{level}_b")
    # A region fills a small part of the brain: starting from a low probability spares the first hundred steps.
    head = layers.Conv3D if stem == 1 else layers.Conv3DTranspose
    outputs = head(
        regions,
        stem,
        strides=stem,
        bias_initializer=keras.initializers.Constant(-2.0),
        dtype="float32",
        name="logits",
    )(x)
    return keras.Model(inputs, outputs, name="multimodal_unet3d")


def _convolution(x: Any, width: int, *, name: str, strides: int = 1, kernel: int = 3) -> Any:
    """Apply convolution, batch normalisation and ReLU."""
    x = layers.Conv3D(
        width, kernel, strides=strides, padding="same", use_bias=False, kernel_initializer="he_normal", name=name
    )(x)
    x = layers.BatchNormalization(momentum=0.97, epsilon=1e-5, name=f"{name}_norm")(x)
    return layers.ReLU(name=f"{name}_relu")(x)
