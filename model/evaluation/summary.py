"""Many cases in four numbers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from statistics import mean, median

from model.metrics.bootstrap import bootstrap_interval


@dataclass(frozen=True, kw_only=True)
class Summary:
    """Sum up a measurement over cases.

    Args:
        mean: Over cases.
        median: Over cases.
        low: Lower bound of the 95 % bootstrap interval of the mean.
        high: Upper bound.
    """

    mean: float
    median: float
    low: float
    high: float

    @classmethod
    def of(cls, values: Sequence[float]) -> Summary:
        """Sum up values, one for each case.

        Raises:
            ValueError: If there is none.
        """
        low, high = bootstrap_interval(values)
        return cls(mean=mean(values), median=median(values), low=low, high=high)

    def to_dict(self) -> dict[str, float]:
        """Return plain values, ready for JSON."""
        return asdict(self)
