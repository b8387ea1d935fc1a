"""The lesions of a region: its connected parts in 3-D."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from model.metrics.boxes import common_box

__all__ = ["Lesion", "find_lesions"]

_TOUCHING = np.ones((3, 3, 3), bool)


@dataclass(frozen=True, kw_only=True, eq=False)
class Lesion:
    """Hold one lesion, cut out of its volume.

    Args:
        voxels: which voxels of the box are the lesion's, (x, y, z).
        start: index in the volume of the box's first voxel, along x, y, z.
    """

    voxels: NDArray[np.bool_]
    start: tuple[int, int, int]

    @property
    def count(self) -> int:
        """Number of its voxels."""
        return int(np.count_nonzero(self.voxels))


def find_lesions(region: NDArray[np.bool_]) -> list[Lesion]:
    """Find the parts of a region; voxels that share a face, an edge or a corner are of one part (26-connected).

    Args:
        region: (X, Y, Z).

    Returns:
        The parts, those with most voxels first.
    """
    box = common_box(region)
    if box is None:
        return []
    numbers, _ = ndimage.label(region[box], structure=_TOUCHING)
    lesions = []
    for number, part in enumerate(ndimage.find_objects(numbers), start=1):
        x, y, z = (whole.start + side.start for whole, side in zip(box, part, strict=True))
        lesions.append(Lesion(voxels=numbers[part] == number, start=(x, y, z)))
    return sorted(lesions, key=lambda lesion: -lesion.count)
