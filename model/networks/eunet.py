"""The e-UNet of Shin and Choi 2020: a U-Net of depthwise convolutions, with a look at the whole image at its bridge."""

from __future__ import annotations

from collections.abc import Sequence

import keras
from keras import layers

from model.networks.borders import check_sizes
from model.networks.layers.context_block import context_block
from model.networks.layers.e_block import e_block

__all__ = ["eunet"]


def eunet(
    shape: tuple[int | None, int | None] = (224, 192),
    *,
    channels: int = 1,
    classes: int = 1,
    filters: Sequence[int] = (64, 128, 256, 512, 1024),
    ratio: int = 16,
) -> keras.Model:
    """Build the network.

    Args:
        shape: Pixels along both axes, or None where they vary. Every pooling must find an even number of them.
        channels: Input channels.
        classes: Output channels, one logit per class.
        filters: Width of each resolution, finest first.
        ratio: How many times narrower the bottleneck of the context block is than the bridge.

    Input shape:
        `(batch, rows, columns, channels)`.

    Output shape:
        `(batch, rows, columns, classes)`, float32 logits.

    Raises:
        ValueError: If a resolution has an odd number of pixels.

    Source:
        Shin and Choi 2020, "Automated segmentation of chronic stroke lesion using efficient U-Net architecture": a
        U-Net whose pairs of convolutions are e-blocks, and a global context block (Cao et al. 2019, arXiv 1904.11492)
        at the bridge; 11.5 million parameters as reported. What the description leaves open and was chosen here: 64 to
        1024 filters, 2x2 maximum pooling and 2x2 up-convolution with ReLU as in the U-Net, padded convolutions, one
        e-block a resolution, batch normalisation in the place of the biases (as in `e_block`), and a bottleneck 16
        times narrower (as in GCNet). With one channel and one class this has 11,412,609 trainable parameters, and
        11,453,825 with the moving statistics of the normalisations: 11.5 million, 2.7 times fewer than the U-Net.
    """
    check_sizes(shape, levels=len(filters), lost=0)
    inputs = keras.Input((*shape, channels), name="image")
    x = inputs
    skips = []
    for level, width in enumerate(filters):
        if level:
            x = layers.MaxPooling2D(2, name=f"encoder{level}_pool")(x)
        x = e_block(x, width, name=f"encoder{level}")
        skips.append(x)
    x = context_block(x, ratio=ratio, name="context")
    for level in range(len(filters) - 2, -1, -1):
        x = layers.Conv2DTranspose(
            filters[level], 2, strides=2, activation="relu", kernel_initializer="he_normal", name=f"decoder{level}_up"
        )(x)
        x = layers.Concatenate(name=f"decoder{level}_join")([skips[level], x])
        x = e_block(x, filters[level], name=f"decoder{level}")
    outputs = layers.Conv2D(classes, 1, kernel_initializer="he_normal", dtype="float32", name="logits")(x)
    return keras.Model(inputs, outputs, name="eunet")
