"""The share of voxels with the right label."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from model.metrics.counts import check_shapes


def accuracy(truth: NDArray[np.uint8], prediction: NDArray[np.uint8]) -> float:
    """Return the share of voxels whose label is right, over the whole volume.

    Most of a volume is air, so that a mask with nothing in it has an accuracy near 0.99 too.

    Args:
        truth: The expert's labels, any shape.
        prediction: The labels to judge, same shape.

    Raises:
        ValueError: If the shapes differ.
    """
    check_shapes(truth, prediction)
    return float(np.count_nonzero(truth == prediction) / truth.size)
