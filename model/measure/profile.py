"""Where along each axis the regions of a mask lie."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from model.metrics.boxes import common_box
from model.tasks import Region
from model.volumes import AXES, AXIS_INDEX

__all__ = ["region_profile"]


def region_profile(labels: NDArray[np.uint8], *, regions: Sequence[Region]) -> dict[str, dict[str, list[int]]]:
    """Count each region's voxels on every slice of every axis.

    Args:
        labels: canonical (X, Y, Z).
        regions: what to count.

    Returns:
        Counts from the first slice to the last, by axis and region id.
    """
    box = common_box(labels > 0)
    counts: dict[str, dict[str, list[int]]] = {axis: {} for axis in AXES}
    for region in regions:
        inside = None if box is None else np.isin(labels[box], region.labels)
        for axis in AXES:
            number = AXIS_INDEX[axis]
            along = np.zeros(labels.shape[number], np.int64)
            if box is not None and inside is not None:
                others = tuple(other for other in range(3) if other != number)
                along[box[number]] = np.count_nonzero(inside, axis=others)
            counts[axis][region.id] = along.tolist()
    return counts
