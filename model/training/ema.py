"""The running average of a network's weights."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import keras


class AveragedWeights:
    """Average the weights over the steps, batch statistics included; short at first, so that the start is forgotten.

    The average stays where the weights are, on a GPU too: nothing is copied to the host in a step.

    Args:
        network: Whose weights are averaged; the average starts as they are.
        momentum: Share of the average kept in a step, once the run is long enough.

    Source:
        Polyak and Juditsky 1992; the warm-up as in TensorFlow's ExponentialMovingAverage.
    """

    def __init__(self, network: keras.Model, *, momentum: float) -> None:
        self._variables = list(network.weights)
        self._momentum = momentum
        self._blend = _compiled_blend()
        self.values = [np.array(value, np.float32) for value in network.get_weights()]

    @property
    def values(self) -> list[NDArray[np.float32]]:
        """The averaged weights, in the network's order."""
        from keras import ops

        return [np.array(ops.convert_to_numpy(tensor), np.float32) for tensor in self._tensors]

    @values.setter
    def values(self, values: Sequence[NDArray[np.float32]]) -> None:
        from keras import ops

        self._tensors: list[Any] = [ops.convert_to_tensor(np.array(value, np.float32)) for value in values]

    @property
    def shapes(self) -> list[tuple[int, ...]]:
        """The shapes of the weights, in the network's order."""
        return [tuple(tensor.shape) for tensor in self._tensors]

    def begin(self, values: Sequence[NDArray[np.float32]]) -> None:
        """Let the network, and its average, begin with these weights."""
        for variable, value in zip(self._variables, values, strict=True):
            variable.assign(value)
        self.values = values

    def update(self, *, step: int) -> None:
        """Take in the network's weights after a step.

        Args:
            step: Steps taken before this one.
        """
        momentum = np.float32(min(self._momentum, (1 + step) / (10 + step)))
        share = np.array(np.float32(1.0) - momentum, np.float32)
        self._tensors = self._blend(self._tensors, [variable.value for variable in self._variables], share)

    def copy_to(self, network: keras.Model) -> None:
        """Give the averaged weights to a network of the same kind."""
        network.set_weights(self.values)


def _compiled_blend() -> Callable[[list[Any], list[Any], Any], list[Any]]:
    """Return the update of all arrays as one call of the backend, where it has such a thing."""
    import keras

    def blend(averages: list[Any], values: list[Any], share: Any) -> list[Any]:
        return [
            average + share * (keras.ops.cast(value, "float32") - average)
            for average, value in zip(averages, values, strict=True)
        ]

    backend = keras.backend.backend()
    if backend == "jax":
        import jax

        jitted: Callable[[list[Any], list[Any], Any], list[Any]] = jax.jit(blend)
        return jitted
    if backend == "tensorflow":
        import tensorflow

        # Without autograph: there is nothing to convert, and it looks for the source.
        traced: Callable[[list[Any], list[Any], Any], list[Any]] = tensorflow.function(blend, autograph=False)
        return traced
    return _without_gradients(blend)


def _without_gradients(
    blend: Callable[[list[Any], list[Any], Any], list[Any]],
) -> Callable[[list[Any], list[Any], Any], list[Any]]:
    """Keep PyTorch from recording the average as part of the network."""
    import keras

    def apart(averages: list[Any], values: list[Any], share: Any) -> list[Any]:
        return blend(averages, [keras.ops.stop_gradient(value) for value in values], float(share))

    return apart
