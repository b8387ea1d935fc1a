"""The running average of a network's weights."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    import keras


class AveragedWeights:
    """Average the weights over the steps, batch statistics included; short at first, so that the start is forgotten.

    Args:
        network: Whose weights are averaged; the average starts as they are.
        momentum: Share of the average kept in a step, once the run is long enough.

    Source:
        Polyak and Juditsky 1992; the warm-up as in TensorFlow's ExponentialMovingAverage.
    """

    def __init__(self, network: keras.Model, *, momentum: float) -> None:
        self._network = network
        self._momentum = momentum
        self.values: list[NDArray[np.float32]] = [np.array(value, np.float32) for value in network.get_weights()]

    def update(self, *, step: int) -> None:
        """Take in the network's weights after a step.

        Args:
            step: Steps taken before this one.
        """
        momentum = np.float32(min(self._momentum, (1 + step) / (10 + step)))
        for average, value in zip(self.values, self._network.get_weights(), strict=True):
            average += (np.float32(1.0) - momentum) * (value - average)

    def copy_to(self, network: keras.Model) -> None:
        """Give the averaged weights to a network of the same kind."""
        network.set_weights(self.values)
