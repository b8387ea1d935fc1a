"""Which points make a measurement."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from backend.errors import Refused
from backend.measurements.plane import Point, crossing, in_mm, polygon_area
from model.volumes import AXIS_INDEX, slice_count

__all__ = ["KINDS", "MAX_POINTS", "Kind", "checked_points"]

MAX_POINTS = 1000
# Lines from a mask end on the borders of voxels, so that they cannot stand on each other to the last degree.
PERPENDICULAR_DEGREES = 10.0
# Hands and screens are less exact than this part of a voxel.
IN_SLICE = 1e-3
SHORTEST_MM = 1e-3


@dataclass(frozen=True, kw_only=True)
class Kind:
    """Say what a kind of measurement is made of.

    Args:
        least: how many points it has.
        most: likewise.
        reads_image: whether it says something of a channel's values.
    """

    least: int
    most: int
    reads_image: bool = False


KINDS = {
    "distance": Kind(least=2, most=2),
    "angle": Kind(least=3, most=3),
    "ellipse": Kind(least=2, most=2, reads_image=True),
    "freehand": Kind(least=3, most=MAX_POINTS, reads_image=True),
    "probe": Kind(least=1, most=1, reads_image=True),
    "bidirectional": Kind(least=4, most=4),
}


def checked_points(
    kind: str,
    points: Sequence[Point],
    *,
    axis: str,
    index: int,
    shape: tuple[int, int, int],
    spacing: tuple[float, float, float],
) -> list[Point]:
    """Check the points of a measurement.

    Args:
        kind: one of `KINDS`.
        points: canonical voxels; an integer is the centre of a voxel, whose edges lie half a voxel away.
        axis: of the slice that they must lie in.
        index: which slice.
        shape: voxels along x, y, z.
        spacing: mm along x, y, z.

    Returns:
        The points, exactly in the slice.

    Raises:
        Refused: they are too many or too few, lie outside the slice, or span nothing.
    """
    count = slice_count(shape, axis)
    if not 0 <= index < count:
        raise Refused.field("index", f"There is no {axis} slice {index}; they run from 0 to {count - 1}.")
    wanted = KINDS[kind]
    if not wanted.least <= len(points) <= wanted.most:
        expected = str(wanted.least) if wanted.least == wanted.most else f"{wanted.least} to {wanted.most}"
        raise Refused.field("points", f"This kind of measurement has {expected} points, not {len(points)}.")
    through = AXIS_INDEX[axis]
    for number, point in enumerate(points):
        if abs(point[through] - index) > IN_SLICE:
            raise Refused.field(f"points.{number}", f"This point does not lie in {axis} slice {index}.")
        if not all(-0.5 <= place <= size - 0.5 for place, size in zip(point, shape, strict=True)):
            raise Refused.field(f"points.{number}", "This point lies outside the volume.")
    exact = [_put(point, through=through, index=index) for point in points]
    reason = _nothing_spanned(kind, exact, axis=axis, spacing=spacing)
    if reason is not None:
        raise Refused.field("points", reason)
    return exact


def _put(point: Point, *, through: int, index: int) -> Point:
    x, y, z = (float(index) if number == through else float(place) for number, place in enumerate(point))
    return x, y, z


def _nothing_spanned(
    kind: str, points: Sequence[Point], *, axis: str, spacing: tuple[float, float, float]
) -> str | None:
    """Say why points in a slice measure nothing, if so."""
    if kind == "probe":
        return None
    places = in_mm(points, axis=axis, spacing=spacing)
    if kind == "freehand":
        if polygon_area(places) < SHORTEST_MM**2:
            return "The outline holds no area."
        return "The outline crosses itself." if crossing(places) else None
    if kind == "ellipse":
        return "The ellipse has no area." if np.abs(places[1] - places[0]).min() < SHORTEST_MM else None
    lines = {"distance": ((0, 1),), "angle": ((0, 1), (1, 2)), "bidirectional": ((0, 1), (2, 3))}[kind]
    if any(math.dist(places[start], places[end]) < SHORTEST_MM for start, end in lines):
        return "Two points lie in one place."
    if kind == "bidirectional":
        along, across = places[1] - places[0], places[3] - places[2]
        cosine = abs(float(along @ across)) / (float(np.linalg.norm(along)) * float(np.linalg.norm(across)))
        if cosine > math.sin(math.radians(PERPENDICULAR_DEGREES)):
            return "The two lines do not stand at right angles to each other."
    return None
