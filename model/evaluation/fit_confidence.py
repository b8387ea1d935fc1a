"""From the overlap that the probabilities promise to the one that comes, and where to start to warn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

POOR = 0.7
"""A Dice below this is poor: the outline needs more than small corrections."""

_FEWEST = 8
"""Masks below which no line is fitted."""


@dataclass(frozen=True, kw_only=True)
class FittedConfidence:
    """How a region's confidence was set, and what it is worth on the masks that it was set on.

    Args:
        slope: What the expected Dice is multiplied by.
        offset: What is added then.
        threshold: Confidence below which the region is flagged.
        masks: How many were compared.
        pearson: Correlation of confidence and true Dice; None where either never changes.
        spearman: The same of their ranks.
        error: Mean distance between confidence and true Dice.
        poor: Masks whose true Dice is poor.
        poor_flagged: Those of them that are flagged.
        good_flagged: Masks that are flagged although they are not poor.
    """

    slope: float
    offset: float
    threshold: float
    masks: int
    pearson: float | None
    spearman: float | None
    error: float
    poor: int
    poor_flagged: int
    good_flagged: int

    def to_dict(self) -> Mapping[str, Any]:
        """Return plain values, ready for JSON, with four digits."""
        return {key: round(value, 4) if isinstance(value, float) else value for key, value in asdict(self).items()}


def fit_confidence(expected: NDArray[np.float64], dice: NDArray[np.float64]) -> FittedConfidence:
    """Fit a line from expected to true Dice, and choose the threshold that tells poor masks best from the others.

    Args:
        expected: Expected Dice of some masks of one region, shape `(masks,)`.
        dice: Their true Dice, same shape.

    Raises:
        ValueError: If there is no mask.
    """
    if not len(expected):
        raise ValueError("`expected` must hold at least one mask. Received none.")
    slope, offset = 1.0, 0.0
    if len(expected) >= _FEWEST and expected.std() > 1e-3:
        fitted = np.polyfit(expected, dice, 1)
        # More promise is never less confidence: a falling line is an accident of few masks.
        if fitted[0] > 0:
            slope, offset = float(fitted[0]), float(fitted[1])
    confidence = np.clip(slope * expected + offset, 0.0, 1.0)
    poor = dice < POOR
    threshold = _threshold(confidence, poor)
    flagged = confidence < threshold
    return FittedConfidence(
        slope=slope,
        offset=offset,
        threshold=threshold,
        masks=len(expected),
        pearson=_correlation(confidence, dice),
        spearman=_correlation(_ranks(confidence), _ranks(dice)),
        error=float(np.abs(confidence - dice).mean()),
        poor=int(poor.sum()),
        poor_flagged=int((flagged & poor).sum()),
        good_flagged=int((flagged & ~poor).sum()),
    )


def _threshold(confidence: NDArray[np.float64], poor: NDArray[np.bool_]) -> float:
    """Return the value between two masks where the share of poor ones below it is most above that of good ones.

    Source:
        Youden 1950, Index for rating diagnostic tests.
    """
    if not poor.any() or poor.all():
        # Nothing to learn from: confidence is a Dice, and so is what counts as poor.
        return POOR
    values = np.unique(confidence)
    candidates = [POOR, *((values[1:] + values[:-1]) / 2)]
    indices = [(confidence[poor] < value).mean() - (confidence[~poor] < value).mean() for value in candidates]
    return float(candidates[int(np.argmax(indices))])


def _ranks(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the rank of each value, the mean rank where values are equal."""
    _, inverse, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    return np.asarray((last - (counts - 1) / 2)[inverse], np.float64)


def _correlation(first: NDArray[np.float64], second: NDArray[np.float64]) -> float | None:
    """Return the correlation, or None where one of the two never changes."""
    if len(first) < 3 or first.std() < 1e-9 or second.std() < 1e-9:
        return None
    return float(np.corrcoef(first, second)[0, 1])
