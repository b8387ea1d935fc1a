"""The 3D U-Net of the thesis that this project grew from, kept so that progress can be measured against it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import keras
from keras import layers, ops


class FirstChannels(layers.Layer):
    """Keep the first channels.

    Args:
        count: How many.
    """

    def __init__(self, count: int, **options: Any) -> None:
        super().__init__(**options)
        self.count = count

    def call(self, inputs: Any) -> Any:
        """Drop the others."""
        return inputs[..., : self.count]

    def get_config(self) -> dict[str, Any]:
        """Return what builds the layer again."""
        return {**super().get_config(), "count": self.count}


class NestedLogits(layers.Layer):
    """Turn logits of background and classes into those of regions, each of which holds its class and all later ones.

    Their probability is a sum of the softmax, and `log(p / (1 - p))` of such a sum a difference of two log-sum-exps.
    """

    def call(self, inputs: Any) -> Any:
        """Return one logit less than there are classes."""
        regions = [
            ops.logsumexp(inputs[..., first:], axis=-1, keepdims=True)
            - ops.logsumexp(inputs[..., :first], axis=-1, keepdims=True)
            for first in range(1, inputs.shape[-1])
        ]
        return ops.concatenate(regions, axis=-1)


def report2024_unet3d(
    shape: tuple[int | None, int | None, int | None] = (128, 128, 128),
    *,
    channels: int = 4,
    regions: int = 3,
    filters: Sequence[int] = (32, 64, 128, 256, 512),
    dropout: float = 0.5,
) -> keras.Model:
    """Build the network.

    Its softmax over background and one class for each region is given as the regions' logits, as other networks' are.

    Args:
        shape: Voxels along x, y, z; each a multiple of `2 ** (len(filters) - 1)`, or None where it varies.
        channels: Modalities; the brain mask that follows them is not looked at.
        regions: Nested regions, the outermost first.
        filters: Width of each resolution, finest first.
        dropout: Share of values dropped at the coarsest resolution while training.

    Input shape:
        `(batch, x, y, z, channels + 1)`.

    Output shape:
        `(batch, x, y, z, regions)`, float32 logits.

    Source:
        The project's report of 2024: filters from 32 doubled per level, dropout 0.5, softmax over four classes. What it
        leaves open follows the 3D U-Net of Çiçek et al. 2016: two convolutions a level, maximum pooling.
    """
    inputs = keras.Input((*shape, channels + 1), name="image")
    x = FirstChannels(channels, name="modalities")(inputs)
    skips = []
    for level, width in enumerate(filters):
        if level:
            x = layers.MaxPooling3D(2, name=f"encoder{level}_pool")(x)
        x = _convolutions(x, width, name=f"encoder{level}")
        skips.append(x)
    x = layers.Dropout(dropout, name="dropout")(x)
    for level in range(len(filters) - 2, -1, -1):
        x = layers.Conv3DTranspose(filters[level], 2, strides=2, name=f"decoder{level}_up")(x)
        x = layers.Concatenate(name=f"decoder{level}_join")([skips[level], x])
        x = _convolutions(x, filters[level], name=f"decoder{level}")
    classes = layers.Conv3D(regions + 1, 1, dtype="float32", name="classes")(x)
    outputs = NestedLogits(dtype="float32", name="logits")(classes)
    return keras.Model(inputs, outputs, name="report2024_unet3d")


def _convolutions(x: Any, width: int, *, name: str) -> Any:
    """Apply two convolutions with ReLU."""
    for part in "ab":
        x = layers.Conv3D(
            width, 3, padding="same", activation="relu", kernel_initializer="he_normal", name=f"{name}_{part}"
        )(x)
    return x
