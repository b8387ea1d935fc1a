"""How far a mean over few cases can be trusted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

SAMPLES = 10_000
SEED = 2024
LEVEL = 0.95


class Interval(NamedTuple):
    """Hold the bounds of an interval.

    Args:
        low: The lower one.
        high: The upper one.
    """

    low: float
    high: float


def bootstrap_interval(
    values: Sequence[float], *, level: float = LEVEL, samples: int = SAMPLES, seed: int = SEED
) -> Interval:
    """Return the percentile bootstrap interval of a mean over cases.

    Cases are drawn with replacement as often as there are cases, the mean of each drawing is taken, and the interval
    holds the middle share of these means. With few cases it is too narrow rather than too wide: it cannot know the
    cases that were never seen.

    Args:
        values: One for each case.
        level: Share of the drawn means inside the interval.
        samples: Number of drawings.
        seed: Of the drawings; equal arguments give equal bounds.

    Raises:
        ValueError: If there is no value or one is not finite.

    Source:
        Efron 1979; Efron and Tibshirani 1993, chapter 13.
    """
    numbers = np.asarray(values, np.float64)
    if numbers.size == 0 or not np.isfinite(numbers).all():
        raise ValueError(f"`values` must hold finite numbers, at least one. Received: {list(values)}")
    drawn = np.random.default_rng(seed).integers(0, len(numbers), (samples, len(numbers)))
    means = numbers[drawn].mean(axis=1)
    low, high = np.quantile(means, [(1 - level) / 2, (1 + level) / 2])
    return Interval(low=float(low), high=float(high))
