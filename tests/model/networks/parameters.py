"""How many numbers a network learns."""

from __future__ import annotations

import math

import keras


def trainable(network: keras.Model) -> int:
    """Count them."""
    return sum(math.prod(weight.shape) for weight in network.trainable_weights)
