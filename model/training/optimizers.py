"""Optimizers by name."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import keras

OPTIMIZERS: Mapping[str, str] = {"adam": "Adam", "adamw": "AdamW", "sgd": "SGD"}
"""Names in recipes, and classes of `keras.optimizers`."""


def build_optimizer(specification: Mapping[str, Any], *, learning_rate: float) -> keras.optimizers.Optimizer:
    """Build the optimizer that a recipe describes.

    Args:
        specification: Its `name`, and arguments of its class.
        learning_rate: The highest rate; the trainer changes it from step to step.

    Raises:
        ValueError: If the name is unknown or an argument does not fit.
    """
    import keras

    arguments = dict(specification)
    name = str(arguments.pop("name", None))
    if name not in OPTIMIZERS:
        raise ValueError(f"`name` of an optimizer must be one of {sorted(OPTIMIZERS)}. Received: name={name}")
    try:
        return getattr(keras.optimizers, OPTIMIZERS[name])(learning_rate=learning_rate, **arguments)
    except (TypeError, ValueError) as error:
        raise ValueError(f"The arguments of optimizer {name!r} do not fit: {error}") from error
