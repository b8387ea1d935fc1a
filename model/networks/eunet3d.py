"""An e-UNet of volumes: e-blocks of depthwise 3D convolutions, a context block at the bridge."""

from __future__ import annotations

from collections.abc import Sequence

import keras
from keras import layers

from model.networks.borders import check_sizes
from model.networks.layers.context_block import context_block
from model.networks.layers.e_block import e_block

__all__ = ["eunet3d"]

# Few steps of small batches: the usual momentum of 0.99 would still average the first, untrained ones in.
_NORM = {"momentum": 0.97, "epsilon": 1e-5}


def eunet3d(
    shape: tuple[int | None, int | None, int | None] = (None, None, None),
    *,
    channels: int = 5,
    regions: int = 3,
    filters: Sequence[int] = (16, 32, 64, 128, 256),
    ratio: int = 16,
) -> keras.Model:
    """Build the network.

    Args:
        shape: Voxels along x, y, z; every pooling must find an even number of them, or None where they vary.
        channels: Input channels.
        regions: Output channels, one logit per region; regions overlap, so each has a sigmoid of its own.
        filters: Width of each resolution, finest first.
        ratio: How many times narrower the bottleneck of the context block is than the bridge.

    Input shape:
        `(batch, x, y, z, channels)`.

    Output shape:
        `(batch, x, y, z, regions)`, float32 logits.

    Raises:
        ValueError: If a resolution has an odd number of voxels.

    Source:
        `eunet`, after Shin and Choi 2020, with three axes in the place of two, a quarter of its widths, and the head of
        `multimodal_unet3d`. A 3x3x3 convolution from w to w channels has 27 w² numbers, an e-block 4 w² + 81 w.
    """
    check_sizes(shape, levels=len(filters), lost=0)
    inputs = keras.Input((*shape, channels), name="image")
    x = inputs
    skips = []
    for level, width in enumerate(filters):
        if level:
            x = layers.MaxPooling3D(2, name=f"encoder{level}_pool")(x)
        x = e_block(x, width, norm=_NORM, name=f"encoder{level}")
        skips.append(x)
    x = context_block(x, ratio=ratio, name="context")
    for level in range(len(filters) - 2, -1, -1):
        x = layers.Conv3DTranspose(
            filters[level], 2, strides=2, activation="relu", kernel_initializer="he_normal", name=f"decoder{level}_up"
        )(x)
        x = layers.Concatenate(name=f"decoder{level}_join")([skips[level], x])
        x = e_block(x, filters[level], norm=_NORM, name=f"decoder{level}")
    # A region fills a small part of a volume: starting from a low probability spares the first hundred steps.
    low = keras.initializers.Constant(-2.0)
    outputs = layers.Conv3D(regions, 1, bias_initializer=low, dtype="float32", name="logits")(x)
    return keras.Model(inputs, outputs, name="eunet3d")
