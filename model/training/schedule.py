"""The learning rate over a run."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping

DECAYS: Mapping[str, Callable[[float], float]] = {
    "constant": lambda spent: 1.0,
    "cosine": lambda spent: 0.5 * (1.0 + math.cos(math.pi * spent)),
    "polynomial": lambda spent: (1.0 - spent) ** 0.9,
}
"""Share of the highest rate when a share of the budget is spent.

Source:
    Cosine: Loshchilov and Hutter 2017, without restarts (arXiv 1608.03983). Polynomial: Isensee et al. 2021
    (arXiv 1809.10486).
"""


def learning_rate(spent: float, *, step: int, highest: float, warmup_steps: int, decay: str = "cosine") -> float:
    """Return a linear warm-up, then a decay that ends with the budget.

    Args:
        spent: Share of the budget that is spent, 0 to 1.
        step: Steps taken.
        highest: The rate after the warm-up.
        warmup_steps: Steps of the warm-up.
        decay: One of `DECAYS`.
    """
    warmup = min(1.0, (step + 1) / warmup_steps) if warmup_steps else 1.0
    return highest * warmup * DECAYS[decay](min(1.0, spent))
