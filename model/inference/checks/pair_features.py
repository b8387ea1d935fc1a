"""Numbers that describe how two channels of one study go together, such as dark fluid here and bright fluid there."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_BINS = 5
_PERCENTILES = (1, 5, 25, 75, 95, 99)


@dataclass(frozen=True, eq=False)
class Ranked:
    """A channel's values in the brain, ranked once for all of its pairs.

    Attributes:
        values: Mean 0 and deviation 1, shape `(blocks,)`.
        bins: Which fifth of the values each is in.
    """

    values: NDArray[np.float32]
    bins: NDArray[np.intp]

    @classmethod
    def of(cls, values: NDArray[np.float32]) -> Ranked:
        """Rank values."""
        bins = np.empty(len(values), np.intp)
        bins[np.argsort(values, kind="stable")] = np.arange(len(values)) * _BINS // len(values)
        return cls(values, bins)


def pair_features(first: Ranked, second: Ranked) -> NDArray[np.float64]:
    """Return the joint histogram of the ranks, the correlation, and how the two differ.

    Contrast agent shows as a tail of values that the other channel does not explain.

    Args:
        first: A channel.
        second: Another one, in the same blocks.
    """
    joint = np.bincount(first.bins * _BINS + second.bins, minlength=_BINS**2) / len(first.bins)
    one, other = first.values, second.values
    correlation = float((one * other).mean())
    difference = other - one
    tails = [_skewness(values) for values in (difference, other - correlation * one, one - correlation * other)]
    # A log makes shares comparable; the small number keeps empty bins finite.
    shares = np.log(joint * _BINS**2 + 0.05)
    return np.array([*shares, correlation, *np.percentile(difference, _PERCENTILES), *tails], np.float64)


def _skewness(values: NDArray[np.float32]) -> float:
    """Return the third standardised moment, with the farthest values held at five deviations."""
    deviation = float(values.std())
    if deviation < 1e-6:
        return 0.0
    return float((np.clip((values - values.mean()) / deviation, -5.0, 5.0) ** 3).mean())
