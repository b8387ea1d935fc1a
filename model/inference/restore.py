"""Put what the network said back on the grid that the study came on."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from model.inference.decode import decode
from model.inference.preprocess import Prepared
from model.tasks.card import TaskCard
from model.volumes.resample import from_spacing


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
    fine = from_spacing(probabilities, spacing=prepared.spacing, target=prepared.target, shape=prepared.box_shape)
    labels = np.zeros(shape, np.uint8)
    labels[prepared.box] = decode(fine, task=task)
    return labels
