"""Where in the brain the network hesitates."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from model.inference.preprocess import Prepared


def uncertainty_map(
    probabilities: NDArray[np.float32], *, prepared: Prepared, shape: tuple[int, int, int]
) -> NDArray[np.uint8]:
    """Return the largest of the regions' variances `4p(1-p)`, on the grid that the study came on.

    Args:
        probabilities: Shape `(x, y, z, regions)`, calibrated, on the grid of `prepared.image`.
        prepared: Where that grid lies, and the brain.
        shape: Voxels of the study.

    Returns:
        Shape `shape`, 0 sure to 255 undecided; 0 outside the brain.
    """
    # One map is resampled instead of one for each region: the picture is the same, and the study is not kept waiting.
    coarse = (4.0 * probabilities * (1.0 - probabilities)).max(axis=-1)
    uncertainty = np.zeros(shape, np.uint8)
    inside = uncertainty[prepared.box]
    for rows, slab in prepared.back(coarse):
        inside[rows] = np.where(prepared.brain[rows], np.rint(255.0 * np.clip(slab, 0.0, 1.0)), 0.0)
    return uncertainty
