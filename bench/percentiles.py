"""Percentiles of what was measured."""

from __future__ import annotations

import math
from collections.abc import Sequence

__all__ = ["percentile"]


def percentile(values: Sequence[float], share: float) -> float:
    """Give the smallest value that is not exceeded by a share of the values; NaN of none.

    Args:
        values: in any order.
        share: in per cent, above 0.
    """
    if not values:
        return math.nan
    return sorted(values)[math.ceil(len(values) * share / 100) - 1]
