"""The plane of a slice: two of the three canonical axes, in mm or in voxels."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.volumes import AXIS_INDEX

__all__ = ["Point", "crossing", "in_mm", "in_plane", "plane_of", "polygon_area"]

Point = tuple[float, float, float]


def plane_of(axis: str) -> tuple[int, int]:
    """Name the two canonical axes (0, 1, 2 for x, y, z) that a slice lies in, in order.

    Args:
        axis: "sagittal", "coronal" or "axial".
    """
    first, second = (number for number in range(3) if number != AXIS_INDEX[axis])
    return first, second


def in_plane(points: Sequence[Point], *, axis: str) -> NDArray[np.float64]:
    """Give points in the plane of their slice.

    Returns:
        (N, 2) in voxels, along the axes of `plane_of`.
    """
    return np.asarray(points, dtype=np.float64)[:, list(plane_of(axis))]


def in_mm(points: Sequence[Point], *, axis: str, spacing: Sequence[float]) -> NDArray[np.float64]:
    """Give points in the plane of their slice by their true distances.

    Args:
        points: canonical voxels.
        axis: of the slice.
        spacing: mm along x, y, z.

    Returns:
        (N, 2) in mm, along the axes of `plane_of`.
    """
    sizes = np.asarray([spacing[number] for number in plane_of(axis)], dtype=np.float64)
    return in_plane(points, axis=axis) * sizes


def polygon_area(corners: NDArray[np.float64]) -> float:
    """Measure the area inside a closed line that does not cross itself.

    Args:
        corners: (N, 2), in mm for an area in mm²; the last is joined to the first.

    Source:
        Braden, "The Surveyor's Area Formula", The College Mathematics Journal 17 (1986).
    """
    # Around the first corner, so that nothing is lost to cancellation far from the origin.
    x, y = (corners - corners[0]).T
    return float(abs(x @ np.roll(y, -1) - y @ np.roll(x, -1)) / 2)


def crossing(corners: NDArray[np.float64]) -> bool:
    """Tell whether a closed line crosses itself; sides that only touch do not count.

    Args:
        corners: (N, 2); the last is joined to the first.
    """
    starts, ends = corners, np.roll(corners, -1, axis=0)
    count = len(corners)
    for number in range(count - 2):
        # Neighbours share a corner and cannot cross; the last side is the first one's neighbour.
        others = slice(number + 2, count - 1 if number == 0 else count)
        before = _side(starts[number], ends[number], starts[others]) * _side(starts[number], ends[number], ends[others])
        after = _side(starts[others], ends[others], starts[number]) * _side(starts[others], ends[others], ends[number])
        if bool(np.any((before < 0) & (after < 0))):
            return True
    return False


def _side(start: NDArray[Any], end: NDArray[Any], point: NDArray[Any]) -> NDArray[Any]:
    """Tell on which side of a line points lie, by sign."""
    along, off = end - start, point - start
    turn: NDArray[Any] = np.sign(along[..., 0] * off[..., 1] - along[..., 1] * off[..., 0])
    return turn
