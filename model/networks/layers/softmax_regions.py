"""A softmax over background and regions, given as the regions' logits."""

from __future__ import annotations

from typing import Any

import keras
from keras import layers, ops, saving

__all__ = ["SoftmaxRegions", "as_regions", "before_softmax"]


@saving.register_keras_serializable(package="neuroslice")
class SoftmaxRegions(layers.Layer):
    """Turn the scores of classes into logits of regions, whose sigmoids are what a softmax gives the classes.

    So a network with a softmax is run, averaged and calibrated as one with a sigmoid for each region.

    Input shape:
        `(…, regions + 1)`, background first.

    Output shape:
        `(…, regions)`.
    """

    def call(self, inputs: Any) -> Any:
        """Compare each region's score with those of all others together."""
        inputs = ops.cast(inputs, "float32")
        regions = []
        for place in range(1, inputs.shape[-1]):
            others = ops.concatenate([inputs[..., :place], inputs[..., place + 1 :]], axis=-1)
            regions.append(inputs[..., place] - ops.logsumexp(others, axis=-1))
        return ops.stack(regions, axis=-1)

    def compute_output_shape(self, input_shape: tuple[int | None, ...]) -> tuple[int | None, ...]:
        """Return the shape of the input with one class less."""
        *sizes, classes = input_shape
        assert classes is not None
        return *sizes, classes - 1


def as_regions(network: keras.Model) -> keras.Model:
    """Return a network of classes as one of regions, with the same weights."""
    outputs = SoftmaxRegions(dtype="float32", name="regions")(network.outputs[0])
    return keras.Model(network.inputs[0], outputs, name=network.name)


def before_softmax(network: keras.Model) -> keras.Model:
    """Return a network of regions as the one of classes that `as_regions` made it from; any other as it is."""
    last = network.layers[-1]
    if not isinstance(last, SoftmaxRegions):
        return network
    return keras.Model(network.inputs[0], last.input, name=network.name)
