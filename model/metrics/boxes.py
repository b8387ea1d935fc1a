"""The part of a volume that masks fill."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Box = tuple[slice, ...]


def common_box(*masks: NDArray[np.bool_], margin: int = 0) -> Box | None:
    """Return the smallest box that holds every voxel of some masks, or None where all are empty.

    Args:
        masks: Of one shape.
        margin: Voxels to add on every side, as far as the volume goes.
    """
    sides = []
    for axis, size in enumerate(masks[0].shape):
        others = tuple(other for other in range(masks[0].ndim) if other != axis)
        filled = np.flatnonzero(np.any([mask.any(axis=others) for mask in masks], axis=0))
        if not len(filled):
            return None
        sides.append(slice(max(0, int(filled[0]) - margin), min(size, int(filled[-1]) + margin + 1)))
    return tuple(sides)
