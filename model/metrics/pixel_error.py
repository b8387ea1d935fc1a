"""How many pixels of two masks differ."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from model.metrics.counts import count_voxels

__all__ = ["pixel_error"]


def pixel_error(truth: NDArray[np.bool_], prediction: NDArray[np.bool_]) -> float:
    """Return the share of pixels on which two masks differ.

    Args:
        truth: The expert's mask, any shape.
        prediction: The mask to judge, same shape.

    Source:
        ISBI 2012 challenge: the squared Euclidean distance of two masks, over their pixels.
    """
    counts = count_voxels(truth, prediction)
    return (counts.only_truth + counts.only_prediction) / truth.size
