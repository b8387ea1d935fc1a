"""SegNet (Badrinarayanan et al. 2017): VGG-16 down, its mirror up, maxima put back where they were."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

import keras
from keras import layers

from model.networks.layers.argmax_pooling import ArgmaxPooling2D, ArgmaxUnpooling2D

__all__ = ["segnet"]

# Convolutions of each resolution in VGG-16.
_DEPTHS = (2, 2, 3, 3, 3)


def segnet(
    shape: tuple[int | None, int | None] = (224, 192),
    *,
    channels: int = 3,
    classes: int = 11,
    filters: Sequence[int] = (64, 128, 256, 512, 512),
) -> keras.Model:
    """Build the network.

    Args:
        shape: Pixels along both axes, multiples of 32, or None where they vary.
        channels: Input channels.
        classes: Output channels, one logit per class.
        filters: Width of each of the five resolutions, finest first.

    Input shape:
        `(batch, rows, columns, channels)`.

    Output shape:
        `(batch, rows, columns, classes)`, float32 logits.

    Raises:
        ValueError: If `shape` cannot be halved five times.

    Source:
        Badrinarayanan et al. 2017 (arXiv 1511.00561), section 3: the 13 convolutions of VGG-16, each with batch
        normalisation and ReLU, and as many in the decoder, whose last one gives the classes. Biases beside the batch
        normalisation are those of the network definition the authors published.
    """
    step = 2 ** len(_DEPTHS)
    if any(size is not None and size % step for size in shape):
        raise ValueError(f"`shape` must be a multiple of {step} along both axes. Received: shape={shape}")
    inputs = keras.Input((*shape, channels), name="image")
    x = inputs
    places = []
    for level, (width, depth) in enumerate(zip(filters, _DEPTHS, strict=True)):
        for part in range(depth):
            x = _convolution(x, width, name=f"encoder{level}_{part}")
        x, place = ArgmaxPooling2D(name=f"encoder{level}_pool")(x)
        places.append(place)
    # The last convolution of a resolution has the width of the next finer one.
    widths = [(finer, coarser) for finer, coarser in pairwise((filters[0], *filters))]
    for level in range(len(filters) - 1, -1, -1):
        finer, width = widths[level]
        x = ArgmaxUnpooling2D(name=f"decoder{level}_unpool")((x, places[level]))
        for part in range(_DEPTHS[level] - 1):
            x = _convolution(x, width, name=f"decoder{level}_{part}")
        if level:
            x = _convolution(x, finer, name=f"decoder{level}_{_DEPTHS[level] - 1}")
    outputs = layers.Conv2D(classes, 3, padding="same", kernel_initializer="he_normal", dtype="float32", name="logits")(
        x
    )
    return keras.Model(inputs, outputs, name="segnet")


def _convolution(x: Any, width: int, *, name: str) -> Any:
    """Apply convolution, batch normalisation and ReLU."""
    x = layers.Conv2D(width, 3, padding="same", kernel_initializer="he_normal", name=name)(x)
    x = layers.BatchNormalization(name=f"{name}_norm")(x)
    return layers.ReLU(name=f"{name}_relu")(x)
