"""Find a loss by its module's name."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Any

LOSSES = ("class_loss", "region_crossentropy", "region_dice", "region_loss", "softmax_loss")
"""Modules of `model.losses` that take the truth and logits of regions."""

SOFTMAX_LOSSES = frozenset({"softmax_loss"})
"""Those that take the logits of background and regions instead, for a softmax, and the weights of voxels."""


def get_loss(name: str) -> Callable[[Any, Any], Any]:
    """Return a loss.

    Args:
        name: One of `LOSSES`.

    Raises:
        ValueError: If no loss has this name.
    """
    if name not in LOSSES:
        raise ValueError(f"`name` of a loss must be one of {list(LOSSES)}. Received: name={name}")
    loss: Callable[[Any, Any], Any] = getattr(importlib.import_module(f"model.losses.{name}"), name)
    return loss
