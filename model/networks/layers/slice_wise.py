"""A network of images, run over the slices of a volume."""

from __future__ import annotations

from typing import Any

import keras
from keras import layers, ops, saving

__all__ = ["SliceWise", "slice_wise"]


@saving.register_keras_serializable(package="neuroslice")
class SliceWise(layers.Layer):
    """Run a network of images on every slice of a volume along its last axis, as if the slices were a batch.

    Args:
        network: From `(batch, x, y, channels)` to `(batch, x, y, classes)`.

    Input shape:
        `(batch, x, y, z, channels)`.

    Output shape:
        `(batch, x, y, z, classes)`; less along x and y where the network's convolutions are unpadded.
    """

    def __init__(self, network: keras.Model, **options: Any) -> None:
        super().__init__(**options)
        self.network = network

    def call(self, inputs: Any, training: bool | None = None) -> Any:
        """Run the network."""
        batch, x, y, z = ops.shape(inputs)[:4]
        slices = ops.reshape(ops.transpose(inputs, (0, 3, 1, 2, 4)), (-1, x, y, inputs.shape[-1]))
        found = self.network(slices, training=training)
        rows, columns = ops.shape(found)[1:3]
        volume = ops.reshape(found, (batch, z, rows, columns, found.shape[-1]))
        return ops.transpose(volume, (0, 2, 3, 1, 4))

    def compute_output_shape(self, input_shape: tuple[int | None, ...]) -> tuple[int | None, ...]:
        """Return the shape of the input with the network's classes, without what its convolutions take from slices."""
        batch, x, y, z, _ = input_shape
        rows, columns, classes = self.network.output_shape[1:]
        if self.network.input_shape[1:3] == self.network.output_shape[1:3]:
            rows, columns = x, y
        return batch, rows, columns, z, classes

    def get_config(self) -> dict[str, Any]:
        """Return what builds the layer again."""
        return {**super().get_config(), "network": saving.serialize_keras_object(self.network)}

    @classmethod
    def from_config(cls, config: dict[str, Any]) -> SliceWise:
        """Build the layer again."""
        network = saving.deserialize_keras_object(config.pop("network"))
        return cls(network, **config)


def slice_wise(network: keras.Model, *, slices: int | None) -> keras.Model:
    """Return a network of volumes that runs a network of images slice by slice.

    Args:
        network: Of images.
        slices: Along the last axis, None where their number varies.
    """
    x, y, channels = network.input_shape[1:]
    inputs = keras.Input((x, y, slices, channels), name="image")
    outputs = SliceWise(network, dtype="float32", name="slices")(inputs)
    return keras.Model(inputs, outputs, name=f"{network.name}_slices")
