"""Depthwise convolution of volumes, made of depthwise convolutions of slices."""

from __future__ import annotations

from typing import Any

from keras import initializers, layers, ops, saving

__all__ = ["DepthwiseConv3D"]


@saving.register_keras_serializable(package="neuroslice")
class DepthwiseConv3D(layers.Layer):
    """Convolve each channel with a kernel of its own; the result is as large as the input.

    A kernel of k slices along x is k kernels of a slice. Each is applied to all slices at once, as if they were a batch
    of images, and the results are added, one slice shifted against the next. Frameworks compute a depthwise
    convolution of images directly, but take a convolution of volumes in groups channel by channel.

    Measured on two cores that had other work too, 32x40x32 voxels of 32 channels, float32, seconds:

    | | forward | with gradient |
    | --- | --- | --- |
    | TensorFlow, this layer | 0.012 | 0.15 |
    | TensorFlow, a sum of 27 shifted and scaled copies | 0.063 | 1.22 |
    | TensorFlow, `Conv3D` in 32 groups | 1.99 | |
    | JAX, this layer | 0.50 | 0.83 |
    | JAX, a sum of 27 shifted and scaled copies | 0.002 | 0.36 |
    | JAX, `Conv3D` in 32 groups | 1.44 | |

    JAX on processors would do better with the copies; the layer keeps to what suits the backend that serves.

    Args:
        kernel_size: Voxels of the kernel along each axis, an odd number.
        kernel_initializer: Of the kernel.

    Input shape:
        `(batch, x, y, z, channels)`.

    Output shape:
        The same.

    Raises:
        ValueError: If `kernel_size` is even.
    """

    def __init__(self, kernel_size: int = 3, *, kernel_initializer: Any = "he_normal", **options: Any) -> None:
        super().__init__(**options)
        if kernel_size < 1 or kernel_size % 2 == 0:
            raise ValueError(f"`kernel_size` must be odd. Received: kernel_size={kernel_size}")
        self.kernel_size = kernel_size
        self.kernel_initializer = initializers.get(kernel_initializer)

    def build(self, input_shape: tuple[int | None, ...]) -> None:
        """Make the kernel."""
        size = self.kernel_size
        # The shape of a grouped convolution's, from which an initializer learns how many values are added.
        shape = (size, size, size, 1, input_shape[-1])
        self.kernel = self.add_weight(name="kernel", shape=shape, initializer=self.kernel_initializer)
        super().build(input_shape)

    def call(self, inputs: Any) -> Any:
        """Convolve."""
        size = self.kernel_size
        batch, x, y, z = ops.shape(inputs)[:4]
        channels = inputs.shape[-1]
        margin = size // 2
        padded = ops.pad(inputs, [[0, 0], [margin, margin], [0, 0], [0, 0], [0, 0]])
        slices = ops.reshape(padded, (-1, y, z, channels))
        result = None
        for place in range(size):
            kernel = ops.reshape(self.kernel[place], (size, size, channels, 1))
            part = ops.depthwise_conv(slices, kernel, padding="same", data_format="channels_last")
            part = ops.reshape(part, (batch, x + 2 * margin, y, z, channels))[:, place : place + x]
            result = part if result is None else result + part
        return result

    def compute_output_shape(self, input_shape: tuple[int | None, ...]) -> tuple[int | None, ...]:
        """Return the shape of the input."""
        return input_shape

    def get_config(self) -> dict[str, Any]:
        """Return what builds the layer again."""
        initializer = initializers.serialize(self.kernel_initializer)
        return {**super().get_config(), "kernel_size": self.kernel_size, "kernel_initializer": initializer}
