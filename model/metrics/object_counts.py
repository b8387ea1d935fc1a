"""How many objects the expert's masks tell apart."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from model.metrics.mask_segments import mask_segments
from model.tasks.card import TaskCard

__all__ = ["object_counts"]


def object_counts(
    truth: NDArray[np.uint8], *, task: TaskCard, true_parts: NDArray[np.int32] | None = None
) -> Mapping[str, int]:
    """Count the expert's objects of each region, over which SEG of a case is a mean.

    Args:
        truth: The expert's labels, `(x, y, z)`.
        task: Its regions and metrics.
        true_parts: The number of each voxel's object, where the expert told objects apart.

    Returns:
        By region; empty where the task does not ask for SEG.
    """
    if "seg" not in task.metrics:
        return {}
    counts = {}
    for region in task.regions:
        inside = np.isin(truth, region.labels)
        objects = mask_segments(inside) if true_parts is None else true_parts[inside]
        counts[region.id] = len(np.unique(objects[objects > 0]))
    return counts
