"""How much one segmentation says of another."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from model.metrics.segment_overlap import overlap_segments

__all__ = ["information_score"]


def information_score(truth: NDArray[np.integer], prediction: NDArray[np.integer], *, alpha: float = 0.5) -> float:
    """Return the foreground-restricted information theoretic score, 1 for the same segments.

    Args:
        truth: The number of each pixel's segment, 0 on borders, which are left out.
        prediction: The same of the segmentation to judge.
        alpha: 0 gives its split score, 1 its merge score, 0.5 the F-score of both.

    Source:
        Arganda-Carreras et al. 2015 (Frontiers in Neuroanatomy 9:142), "Information theoretic scoring": the mutual
        information over the weighted mean of both entropies.
    """
    overlap = overlap_segments(truth, prediction)
    if overlap.total == 0:
        return 1.0
    of_truth, of_prediction = _entropy(overlap.truth), _entropy(overlap.prediction)
    shared = of_truth + of_prediction - _entropy(overlap.pairs)
    whole = (1 - alpha) * of_prediction + alpha * of_truth
    # One segment in both: nothing to be told, and nothing told wrongly.
    return shared / whole if whole > 0 else 1.0


def _entropy(counts: NDArray[np.float64]) -> float:
    shares = counts / counts.sum()
    return float(-(shares * np.log(shares)).sum())
