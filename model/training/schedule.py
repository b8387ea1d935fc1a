"""The learning rate over a run."""

from __future__ import annotations

import math


def learning_rate(spent: float, *, step: int, highest: float, warmup_steps: int) -> float:
    """Return a linear warm-up, then half a cosine that ends at zero with the budget.

    Args:
        spent: Share of the budget that is spent, 0 to 1.
        step: Steps taken.
        highest: The rate after the warm-up.
        warmup_steps: Steps of the warm-up.

    Source:
        Loshchilov and Hutter 2017, without restarts (arXiv 1608.03983).
    """
    warmup = min(1.0, (step + 1) / warmup_steps) if warmup_steps else 1.0
    return highest * warmup * 0.5 * (1.0 + math.cos(math.pi * min(1.0, spent)))
