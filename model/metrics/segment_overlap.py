"""How often a pixel lies in each pair of a true and a predicted segment."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model.metrics.counts import check_shapes

__all__ = ["SegmentOverlap", "overlap_segments"]


@dataclass(frozen=True, kw_only=True, eq=False)
class SegmentOverlap:
    """Hold pixel counts.

    Args:
        pairs: Of each pair of segments that share a pixel.
        truth: Of each true segment.
        prediction: Of each predicted segment.
    """

    pairs: NDArray[np.float64]
    truth: NDArray[np.float64]
    prediction: NDArray[np.float64]

    @property
    def total(self) -> float:
        """Pixels that are counted."""
        return float(self.truth.sum())


def overlap_segments(truth: NDArray[np.integer], prediction: NDArray[np.integer]) -> SegmentOverlap:
    """Count the pixels of two segmentations that lie within true segments.

    Args:
        truth: The number of each pixel's segment, 0 on borders, which have no segment to be in; any shape.
        prediction: The same of the segmentation to judge; a border pixel there is a segment of its own.

    Raises:
        ValueError: If the shapes differ.
    """
    check_shapes(truth, prediction)
    first, second = truth.ravel().astype(np.int64), prediction.ravel().astype(np.int64)
    inside = first > 0
    first, second = first[inside], second[inside]
    kept = second > 0
    _, truth_counts = np.unique(first, return_counts=True)
    _, prediction_counts = np.unique(second[kept], return_counts=True)
    _, pair_counts = np.unique(np.stack([first[kept], second[kept]]), axis=1, return_counts=True)
    # Every pixel that is predicted as border is one pair, and one segment, of a single pixel.
    ones = np.ones(np.count_nonzero(~kept))
    return SegmentOverlap(
        pairs=np.concatenate([pair_counts, ones]),
        truth=truth_counts.astype(np.float64),
        prediction=np.concatenate([prediction_counts, ones]),
    )
