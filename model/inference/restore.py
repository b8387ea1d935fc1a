"""Put what the network said back on the grid that the study came on."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from model.inference.decode import decode
from model.inference.preprocess import Prepared
from model.tasks.card import TaskCard


def restore(
    probabilities: NDArray[np.float32], *, prepared: Prepared, shape: tuple[int, int, int], task: TaskCard
) -> NDArray[np.uint8]:
    """Resample probabilities to the study's spacing, decide labels there, and put them where the brain was.

    Args:
        probabilities: Shape `(x, y, z, regions)`, on the grid of `prepared.image`.
        prepared: Where that grid lies.
        shape: Voxels of the study.
        task: Says what the regions are.

    Returns:
        Labels of shape `shape`; 0 outside the brain's box.
    """
    labels = np.zeros(shape, np.uint8)
    inside = labels[prepared.box]
    for rows, slab in prepared.back(probabilities):
        inside[rows] = decode(slab, task=task)
    return labels
