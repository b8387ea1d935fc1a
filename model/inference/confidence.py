"""How good a region probably is, from the probabilities alone."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from model.tasks.card import TaskCard


def region_confidence(probabilities: NDArray[np.float32], *, task: TaskCard) -> dict[str, float]:
    """Return the Dice to expect of each region.

    Args:
        probabilities: Shape `(x, y, z, regions)`, calibrated, in the order of the task's regions.
        task: Its regions, outer to inner.

    Returns:
        0 to 1 by region id.
    """
    inside = np.ones(probabilities.shape[:-1], bool)
    confidence = {}
    for index, region in enumerate(task.regions):
        inside &= probabilities[..., index] >= 0.5
        confidence[region.id] = expected_dice(probabilities[..., index], mask=inside)
    return confidence


def expected_dice(probability: NDArray[np.float32], *, mask: NDArray[np.bool_]) -> float:
    """Return `2 sum(p m) / (sum(p) + sum(m))`; for an empty mask, the probability that the region is absent.

    Args:
        probability: Calibrated, that a voxel belongs to the region, shape `(x, y, z)`.
        mask: What was decided, same shape.
    """
    decided = int(np.count_nonzero(mask))
    if decided == 0:
        return float(1.0 - probability.max(initial=0.0))
    hit = float(probability[mask].sum(dtype=np.float64))
    return 2.0 * hit / (float(probability.sum(dtype=np.float64)) + decided)


def below(confidence: Mapping[str, float], *, thresholds: Mapping[str, float]) -> tuple[str, ...]:
    """Return the regions whose confidence is below their threshold, in order."""
    return tuple(region for region, value in confidence.items() if value < thresholds.get(region, 0.0))
