"""Maximum pooling that remembers where each maximum was, and the unpooling that puts values back there."""

from __future__ import annotations

from typing import Any

from keras import layers, ops, saving

__all__ = ["ArgmaxPooling2D", "ArgmaxUnpooling2D"]

_PLACES = 4


@saving.register_keras_serializable(package="neuroslice")
class ArgmaxPooling2D(layers.Layer):
    """Take the maximum of each 2x2 block, and say which of the four it was.

    Input shape:
        `(batch, rows, columns, channels)`, rows and columns even.

    Output shape:
        Twice `(batch, rows / 2, columns / 2, channels)`: the maxima, and their places, counted along the rows.

    Source:
        Badrinarayanan et al. 2017 (SegNet, arXiv 1511.00561), section 3.1.
    """

    strides = (2, 2)

    def call(self, inputs: Any) -> tuple[Any, Any]:
        """Pool."""
        blocks = _blocks(inputs)
        return ops.max(blocks, axis=3), ops.argmax(blocks, axis=3)

    def compute_output_shape(self, input_shape: tuple[int | None, ...]) -> tuple[Any, Any]:
        """Return the shapes of maxima and places."""
        batch, rows, columns, channels = input_shape
        shape = (batch, rows and rows // 2, columns and columns // 2, channels)
        return shape, shape

    def compute_output_spec(self, inputs: Any) -> tuple[Any, Any]:
        """Return shapes and types: places are whole numbers."""
        from keras import KerasTensor

        values, places = self.compute_output_shape(inputs.shape)
        return KerasTensor(values, dtype=self.compute_dtype), KerasTensor(places, dtype="int32")


@saving.register_keras_serializable(package="neuroslice")
class ArgmaxUnpooling2D(layers.Layer):
    """Put each value where the maximum of its 2x2 block was, and zeros beside it.

    Input shape:
        Values and places, both `(batch, rows, columns, channels)`.

    Output shape:
        `(batch, 2 * rows, 2 * columns, channels)`.

    Source:
        Badrinarayanan et al. 2017 (SegNet, arXiv 1511.00561), figure 3.
    """

    # Steps of half a value of the input, as those of a transposed convolution are.
    strides = (0.5, 0.5)

    def call(self, inputs: tuple[Any, Any]) -> Any:
        """Unpool."""
        values, places = inputs
        put = ops.one_hot(places, _PLACES, axis=3, dtype=values.dtype) * ops.expand_dims(values, 3)
        batch, rows, columns, _, channels = ops.shape(put)
        put = ops.reshape(put, (batch, rows, columns, 2, 2, channels))
        put = ops.transpose(put, (0, 1, 3, 2, 4, 5))
        return ops.reshape(put, (batch, 2 * rows, 2 * columns, channels))

    def compute_output_shape(self, input_shape: list[tuple[int | None, ...]]) -> tuple[int | None, ...]:
        """Return the shape of what is put back."""
        batch, rows, columns, channels = input_shape[0]
        return batch, rows and 2 * rows, columns and 2 * columns, channels


def _blocks(inputs: Any) -> Any:
    """Give the four values of each 2x2 block along an axis of their own, the fourth."""
    batch, rows, columns, channels = ops.shape(inputs)
    blocks = ops.reshape(inputs, (batch, rows // 2, 2, columns // 2, 2, channels))
    blocks = ops.transpose(blocks, (0, 1, 3, 2, 4, 5))
    return ops.reshape(blocks, (batch, rows // 2, columns // 2, _PLACES, channels))
