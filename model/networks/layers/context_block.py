"""The global context block: what the whole image says, added to every place of it."""

from __future__ import annotations

from typing import Any

from keras import layers, ops, saving

__all__ = ["ContextPooling", "context_block"]


@saving.register_keras_serializable(package="neuroslice")
class ContextPooling(layers.Layer):
    """Average over all places, each weighed by a softmax of what a 1x1 convolution says of it.

    Input shape:
        `(batch, …, channels)` with any number of axes between.

    Output shape:
        `(batch, channels)`.

    Source:
        Cao et al. 2019 (GCNet, arXiv 1904.11492), figure 4(d), "context modeling". Its convolution has no bias here,
        because a softmax is the same with any.
    """

    def build(self, input_shape: tuple[int | None, ...]) -> None:
        """Make the kernel of the 1x1 convolution."""
        self.kernel = self.add_weight(name="kernel", shape=(input_shape[-1], 1), initializer="he_normal")
        super().build(input_shape)

    def call(self, inputs: Any) -> Any:
        """Pool."""
        channels = inputs.shape[-1]
        places = ops.reshape(inputs, (ops.shape(inputs)[0], -1, channels))
        # The exponentials of a softmax over many thousand places do not fit into bfloat16.
        scores = ops.cast(ops.matmul(places, self.kernel), "float32")
        # By hand, because Keras warns of a softmax over one place, which a small patch comes down to.
        weights = ops.exp(scores - ops.logsumexp(scores, axis=1, keepdims=True))
        return ops.sum(places * ops.cast(weights, places.dtype), axis=1)

    def compute_output_shape(self, input_shape: tuple[int | None, ...]) -> tuple[int | None, ...]:
        """Return the shape without the axes between."""
        return input_shape[0], input_shape[-1]


def context_block(x: Any, *, name: str, ratio: int = 16) -> Any:
    """Add to every place what the whole image says, through a bottleneck.

    Args:
        x: Shape `(batch, rows, columns, channels)`, or with three axes between.
        name: That the layers' names begin with.
        ratio: How many times narrower the bottleneck is.

    Source:
        Cao et al. 2019 (GCNet, arXiv 1904.11492), section 3.3: bottleneck with layer normalisation and ReLU, ratio 16,
        fusion by addition; the last convolution starts from zero, as in the code the authors published.
    """
    channels = x.shape[-1]
    context = ContextPooling(name=f"{name}_pool")(x)
    context = layers.Dense(max(1, channels // ratio), kernel_initializer="he_normal", name=f"{name}_narrow")(context)
    context = layers.LayerNormalization(epsilon=1e-5, name=f"{name}_norm")(context)
    context = layers.ReLU(name=f"{name}_relu")(context)
    context = layers.Dense(channels, kernel_initializer="zeros", name=f"{name}_wide")(context)
    context = layers.Reshape((1,) * (len(x.shape) - 2) + (channels,), name=f"{name}_everywhere")(context)
    return layers.Add(name=f"{name}_add")([x, context])
