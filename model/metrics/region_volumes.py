"""How large each region of a mask is."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from model.tasks.card import TaskCard


def region_volumes_ml(labels: NDArray[np.uint8], *, task: TaskCard, voxel_ml: float) -> dict[str, float]:
    """Return the volume of each region in millilitres.

    Args:
        labels: Values of the task's labels, any shape.
        task: Says which labels make up a region.
        voxel_ml: Size of a voxel in millilitres.
    """
    # Counted one by one: `bincount` would first make integers of eight bytes of every voxel.
    counts = {label.value: int(np.count_nonzero(labels == label.value)) for label in task.labels}
    return {region.id: float(sum(counts[label] for label in region.labels) * voxel_ml) for region in task.regions}
