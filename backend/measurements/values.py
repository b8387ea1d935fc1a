"""What the points of a measurement come to, by the true spacing."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from backend.measurements.plane import Point, in_mm, polygon_area

__all__ = ["geometry_values"]

_MM2_PER_CM2 = 100.0


def geometry_values(
    kind: str, points: Sequence[Point], *, axis: str, spacing: tuple[float, float, float]
) -> dict[str, float]:
    """Measure lengths, angles and areas.

    Args:
        kind: checked with `backend.measurements.points`, as the points are.
        points: canonical voxels. An angle has its vertex in the middle; an ellipse is given by opposite corners of
            the box that it fills; a bidirectional measurement by the ends of one line, then of the other.
        axis: of the slice that they lie in.
        spacing: mm along x, y, z.

    Returns:
        `length_mm`; `degrees`; `area_cm2`; or `long_mm`, `short_mm` and `product_mm2`. Nothing for a probe.
    """
    if kind == "probe":
        return {}
    places = in_mm(points, axis=axis, spacing=spacing)
    if kind == "distance":
        return {"length_mm": math.dist(*places)}
    if kind == "angle":
        return {"degrees": _angle(*places)}
    if kind == "bidirectional":
        one, other = math.dist(places[0], places[1]), math.dist(places[2], places[3])
        return {"long_mm": max(one, other), "short_mm": min(one, other), "product_mm2": one * other}
    if kind == "ellipse":
        width, height = np.abs(places[1] - places[0])
        return {"area_cm2": float(math.pi / 4 * width * height) / _MM2_PER_CM2}
    return {"area_cm2": polygon_area(places) / _MM2_PER_CM2}


def _angle(start: Sequence[float], vertex: Sequence[float], end: Sequence[float]) -> float:
    """Measure the angle at a vertex, 0 to 180 degrees; exact for small ones too, unlike the arc cosine."""
    ax, ay = start[0] - vertex[0], start[1] - vertex[1]
    bx, by = end[0] - vertex[0], end[1] - vertex[1]
    return math.degrees(math.atan2(abs(ax * by - ay * bx), ax * bx + ay * by))
