"""The 2D Dense-UNet of Li et al. 2018: DenseNet-161 down, sums with what it found on the way up."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import keras
from keras import layers

__all__ = ["dense_unet"]

_STEP = 32
_NORM = {"epsilon": 1.1e-5}


def dense_unet(
    shape: tuple[int | None, int | None] = (224, 224),
    *,
    channels: int = 3,
    classes: int = 3,
    growth: int = 48,
    filters: int = 96,
    blocks: Sequence[int] = (6, 12, 36, 24),
    decoder: Sequence[int] = (768, 384, 96, 96, 64),
) -> keras.Model:
    """Build the network.

    Args:
        shape: Pixels along both axes, multiples of 32, or None where they vary.
        channels: Input channels.
        classes: Output channels, one logit per class.
        growth: Channels that each layer of a dense block adds.
        filters: Channels of the first convolution.
        blocks: Layers of each of the four dense blocks.
        decoder: Channels after each doubling of the resolution. Where two resolutions are added, they must fit: the
            second as many as the second dense block gives, the third as many as the first, and the fourth `filters`.

    Input shape:
        `(batch, rows, columns, channels)`.

    Output shape:
        `(batch, rows, columns, classes)`, float32 logits.

    Raises:
        ValueError: If `shape` cannot be halved five times.

    Source:
        Li et al. 2018 (H-DenseUNet, arXiv 1709.07330), its 2D part, as in the code the authors published: DenseNet-161
        (Huang et al. 2017, arXiv 1608.06993) with a bottleneck of four times the growth and transitions that halve the
        channels; sums instead of joined channels on the way up, for which the third block's channels are brought to
        those of the fourth by a 1x1 convolution (its `line0`). Batch normalisation scales and shifts by itself here
        what the authors' separate layers do.

        Shin and Choi 2020 report 41.3 million parameters for it. With three channels and three classes this has
        49,527,843 trainable ones (49,750,595 with moving statistics): 26.5 million down, 4.7 million in `line0`, 15.3
        million in the first convolution on the way up, 3.1 million after it. No part of it leaves 41.3 million when it
        is left out, so their form of it remains unknown.
    """
    if any(size is not None and size % _STEP for size in shape):
        raise ValueError(f"`shape` must be a multiple of {_STEP} along both axes. Received: shape={shape}")
    inputs = keras.Input((*shape, channels), name="image")
    # Padded by hand: `same` would put the odd pixel of a stride of two on one side alone.
    x = layers.ZeroPadding2D(3, name="stem_pad")(inputs)
    x = layers.Conv2D(filters, 7, strides=2, use_bias=False, kernel_initializer="he_normal", name="stem")(x)
    x = _activated(x, name="stem")
    skips = [x]
    x = layers.ZeroPadding2D(1, name="stem_pool_pad")(x)
    x = layers.MaxPooling2D(3, strides=2, name="stem_pool")(x)
    for block, depth in enumerate(blocks):
        if block:
            x = _activated(x, name=f"transition{block}")
            x = _convolution(x, x.shape[-1] // 2, kernel=1, name=f"transition{block}")
            x = layers.AveragePooling2D(2, name=f"transition{block}_pool")(x)
        x = _dense_block(x, depth, growth=growth, name=f"block{block + 1}")
        if block < len(blocks) - 1:
            skips.append(x)
    x = _activated(x, name="bridge")
    skips[-1] = layers.Conv2D(x.shape[-1], 1, kernel_initializer="he_normal", name="line0")(skips[-1])
    for level, width in enumerate(decoder):
        x = layers.UpSampling2D(2, name=f"decoder{level}_up")(x)
        if skips:
            x = layers.Add(name=f"decoder{level}_add")([skips.pop(), x])
        x = layers.Conv2D(width, 3, padding="same", kernel_initializer="he_normal", name=f"decoder{level}")(x)
        x = _activated(x, name=f"decoder{level}")
    outputs = layers.Conv2D(classes, 1, kernel_initializer="he_normal", dtype="float32", name="logits")(x)
    return keras.Model(inputs, outputs, name="dense_unet")


def _dense_block(x: Any, depth: int, *, growth: int, name: str) -> Any:
    """Add the channels of each layer to all that it has read."""
    for part in range(depth):
        new = _activated(x, name=f"{name}_{part}_a")
        new = _convolution(new, 4 * growth, kernel=1, name=f"{name}_{part}_a")
        new = _activated(new, name=f"{name}_{part}_b")
        new = _convolution(new, growth, kernel=3, name=f"{name}_{part}_b")
        x = layers.Concatenate(name=f"{name}_{part}_join")([x, new])
    return x


def _activated(x: Any, *, name: str) -> Any:
    """Apply batch normalisation and ReLU."""
    x = layers.BatchNormalization(**_NORM, name=f"{name}_norm")(x)
    return layers.ReLU(name=f"{name}_relu")(x)


def _convolution(x: Any, width: int, *, kernel: int, name: str) -> Any:
    """Apply a convolution without a bias."""
    return layers.Conv2D(
        width, kernel, padding="same", use_bias=False, kernel_initializer="he_normal", name=f"{name}_convolution"
    )(x)
