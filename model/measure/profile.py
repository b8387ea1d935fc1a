"""Where along each axis the regions of a mask lie."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from model.metrics.boxes import common_box
from model.tasks import Region
from model.volumes import AXES, AXIS_INDEX

__all__ = ["region_profile", "widest_voxels"]


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


def widest_voxels(profile: Mapping[str, Mapping[str, Sequence[int]]]) -> dict[str, list[int]]:
    """Find for each region the voxel whose three slices each show most of it.

    Args:
        profile: as `region_profile` counts it.

    Returns:
        Canonical x, y, z by region id; regions that are nowhere are left out.
    """
    along = sorted(profile, key=AXIS_INDEX.__getitem__)
    regions = [region for region, counts in profile[along[0]].items() if any(counts)]
    return {region: [_widest_slice(profile[axis][region]) for axis in along] for region in regions}


def _widest_slice(counts: Sequence[int]) -> int:
    """Give the slice with the highest count, the middle one of equals beside each other."""
    first = last = int(np.argmax(counts))
    while last + 1 < len(counts) and counts[last + 1] == counts[first]:
        last += 1
    return (first + last) // 2
