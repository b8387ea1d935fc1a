"""The image's values at a point and inside an outline."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from backend.measurements.plane import Point, in_plane

__all__ = ["image_values"]


def image_values(kind: str, points: Sequence[Point], *, axis: str, plane: NDArray[Any]) -> dict[str, float | None]:
    """Read a slice where a measurement says.

    A voxel belongs to a region when its centre lies inside. The standard deviation is that of these voxels themselves
    (divided by their number, not by one less).

    Args:
        kind: one that reads the image: probe, ellipse or freehand.
        points: canonical voxels, checked.
        axis: of the slice that they lie in.
        plane: the slice's real values, along the axes of `backend.measurements.plane.plane_of`.

    Returns:
        `value` of the voxel that a probe lies in; or `mean`, `sd`, `min`, `max`, which are None where the region holds
        the centre of no voxel, and `voxels`, their number.
    """
    places = in_plane(points, axis=axis)
    if kind == "probe":
        first, second = (
            min(math.floor(place + 0.5), size - 1) for place, size in zip(places[0], plane.shape, strict=True)
        )
        return {"value": float(plane[first, second])}
    inside = _in_ellipse(places, plane.shape) if kind == "ellipse" else _in_polygon(places, plane.shape)
    values = plane[inside].astype(np.float64)
    if values.size == 0:
        return {"mean": None, "sd": None, "min": None, "max": None, "voxels": 0}
    return {
        "mean": float(values.mean()),
        "sd": float(values.std()),
        "min": float(values.min()),
        "max": float(values.max()),
        "voxels": int(values.size),
    }


def _in_ellipse(corners: NDArray[np.float64], shape: tuple[int, ...]) -> NDArray[np.bool_]:
    centre, radii = (corners[0] + corners[1]) / 2, np.abs(corners[1] - corners[0]) / 2
    first = (np.arange(shape[0]) - centre[0]) / radii[0]
    second = (np.arange(shape[1]) - centre[1]) / radii[1]
    inside: NDArray[np.bool_] = (first * first)[:, np.newaxis] + second * second <= 1
    return inside


def _in_polygon(corners: NDArray[np.float64], shape: tuple[int, ...]) -> NDArray[np.bool_]:
    """Find the voxels from which a line to the side crosses the outline an odd number of times.

    Source:
        Shimrat, "Algorithm 112: Position of point relative to polygon", Communications of the ACM 5 (1962).
    """
    x = np.arange(shape[0], dtype=np.float64)[:, np.newaxis]
    y = np.arange(shape[1], dtype=np.float64)
    inside = np.zeros(shape, dtype=np.bool_)
    for (x1, y1), (x2, y2) in zip(np.roll(corners, 1, axis=0), corners, strict=True):
        if y1 != y2:
            inside ^= ((y1 > y) != (y2 > y)) & (x < (x2 - x1) * (y - y1) / (y2 - y1) + x1)
    return inside
