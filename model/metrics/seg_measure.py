"""How well cells are found and outlined."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from model.metrics.counts import check_shapes

__all__ = ["DEFINITION", "cell_overlaps", "seg_measure"]

DEFINITION = (
    "SEG is that of the Cell Tracking Challenge: the mean over the expert's objects of the IoU with the predicted one "
    "that holds more than half of it, 0 where there is none. Predicted objects are what hangs together over the edges "
    "of pixels in a slice. Means are over cases; those over all the objects of a film are as the challenge "
    "takes them."
)


def cell_overlaps(truth: NDArray[np.integer], prediction: NDArray[np.integer]) -> dict[int, float]:
    """Return the Jaccard index of each true cell with the predicted one that holds more than half of it, else 0.

    Args:
        truth: The number of each pixel's cell, 0 for background; any shape.
        prediction: The same of the segmentation to judge.

    Returns:
        By the number of the true cell.

    Raises:
        ValueError: If the shapes differ.
    """
    check_shapes(truth, prediction)
    numbers, sizes = np.unique(prediction[prediction > 0], return_counts=True)
    size_of = dict(zip(numbers.tolist(), sizes.tolist(), strict=True))
    overlaps = {}
    for cell in np.unique(truth[truth > 0]).tolist():
        there = prediction[truth == cell]
        candidates, shared = np.unique(there[there > 0], return_counts=True)
        best = int(shared.max()) if len(shared) else 0
        if 2 * best > len(there):
            other = size_of[int(candidates[shared.argmax()])]
            overlaps[cell] = best / (len(there) + other - best)
        else:
            overlaps[cell] = 0.0
    return overlaps


def seg_measure(truth: NDArray[np.integer], prediction: NDArray[np.integer]) -> float:
    """Return the mean of the cells' overlaps; 1 where there is no true cell.

    Args:
        truth: The number of each pixel's cell, 0 for background; several images may be stacked along the first axis if
            no number occurs in two of them.
        prediction: The same of the segmentation to judge.

    Source:
        SEG of the Cell Tracking Challenge (Maška et al. 2014, Bioinformatics 30): "a reference object and a segmented
        object are matching if more than half of the reference's pixels are shared".
    """
    overlaps = cell_overlaps(truth, prediction)
    return sum(overlaps.values()) / len(overlaps) if overlaps else 1.0
