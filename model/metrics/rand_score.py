"""Whether pairs of pixels lie together in both of two segmentations."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from model.metrics.segment_overlap import overlap_segments

__all__ = ["DEFINITION", "rand_error", "rand_score"]

DEFINITION = (
    "The Rand error is one minus the F-score of the foreground-restricted Rand index (ISBI 2012), at the mask's own "
    "threshold, borders as thick as they are predicted; the Rand and information scores are those of "
    "Arganda-Carreras et al. 2015, after each predicted border pixel went to the nearest segment."
)


def rand_score(truth: NDArray[np.integer], prediction: NDArray[np.integer], *, alpha: float = 0.5) -> float:
    """Return the foreground-restricted Rand score, 1 for the same segments.

    Args:
        truth: The number of each pixel's segment, 0 on borders, which are left out.
        prediction: The same of the segmentation to judge.
        alpha: 0 gives its merge score, 1 its split score, 0.5 the F-score of both.

    Source:
        Arganda-Carreras et al. 2015 (Frontiers in Neuroanatomy 9:142), "Rand scoring": the sum of the squared shares of
        all pairs over the weighted mean of those of the true and the predicted segments.
    """
    overlap = overlap_segments(truth, prediction)
    if overlap.total == 0:
        return 1.0
    together = float((overlap.pairs**2).sum())
    split, merge = float((overlap.truth**2).sum()), float((overlap.prediction**2).sum())
    return together / (alpha * split + (1 - alpha) * merge)


def rand_error(truth: NDArray[np.integer], prediction: NDArray[np.integer]) -> float:
    """Return what the foreground-restricted Rand score lacks of 1.

    Args:
        truth: The number of each pixel's segment, 0 on borders, which are left out.
        prediction: The same of the segmentation to judge, its borders as thick as they are.

    Source:
        ISBI 2012 challenge, which ranked by it first: one minus the largest F-score of the foreground-restricted Rand
        index over all thresholds. Here there is one threshold, that of the mask.
    """
    return 1.0 - rand_score(truth, prediction)
