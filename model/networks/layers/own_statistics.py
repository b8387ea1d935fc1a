"""Batch normalisation that normalises by what it reads at test time too."""

from __future__ import annotations

from typing import Any

from keras import layers, ops, saving

__all__ = ["OwnStatistics"]


@saving.register_keras_serializable(package="neuroslice")
class OwnStatistics(layers.BatchNormalization):
    """Normalise by mean and variance of the batch, whether training or not; moving averages are kept but not used.

    A plain normalisation told to train is not enough: whoever runs the network as at test time overrides that.

    Input shape:
        Any, channels last.

    Output shape:
        That of the input.

    Source:
        Çiçek et al. 2016, section 2 (arXiv 1606.06650): "the global statistics" of training are not used at test time,
        where a batch is one volume.
    """

    def call(self, inputs: Any, training: bool | None = None, mask: Any = None) -> Any:
        """Normalise."""
        if training:
            return super().call(inputs, training=True, mask=mask)
        values = ops.cast(inputs, "float32")
        mean, variance = ops.moments(values, axes=tuple(range(len(inputs.shape) - 1)))
        normal = (values - mean) * ops.rsqrt(variance + self.epsilon)
        if self.scale:
            normal = normal * ops.cast(self.gamma, "float32")
        if self.center:
            normal = normal + ops.cast(self.beta, "float32")
        return ops.cast(normal, self.compute_dtype)
