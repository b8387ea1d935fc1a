"""The longest line inside a flat shape, and the longest one perpendicular to it."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model.measure.outline import TOLERANCE, boundary_corners, contains, crossings

__all__ = ["Diameter", "longest_diameter", "longest_perpendicular"]

Plane = tuple[float, float]

# Where most lines that leave a shape are found out, before any is followed from voxel to voxel.
_SAMPLES = tuple((2 * step + 1) / parts for parts in (2, 4, 8, 16) for step in range(parts // 2))

# Corners whose lines are judged together, so that memory stays small however long the outline is.
_BLOCK = 256


@dataclass(frozen=True, kw_only=True)
class Diameter:
    """Hold a line from outline to outline.

    Args:
        start: corner of the shape's grid, or a place between two on its outline; (x, y) in voxels.
        end: likewise.
        length: mm.
    """

    start: Plane
    end: Plane
    length: float


def longest_diameter(shape: NDArray[np.bool_], *, spacing: Plane, longer_than: float = 0.0) -> Diameter | None:
    """Find the longest line between two voxel corners on the outline that never leaves the shape.

    It may run along the outline, but neither through a hole nor across a gap.

    Args:
        shape: (x, y).
        spacing: mm between voxels along x and y.
        longer_than: mm; only a line that is longer is looked for.

    Returns:
        None where there is no such line.
    """
    corners = boundary_corners(shape)
    size = np.array(spacing)
    best: Diameter | None = None
    for first in range(0, len(corners), _BLOCK):
        starts, ends = np.triu_indices(min(_BLOCK, len(corners) - first), k=1, m=len(corners) - first)
        known = longer_than if best is None else best.length
        best = _longest_of(shape, corners[first + starts], corners[first + ends], size=size, known=known) or best
    return best


def longest_perpendicular(shape: NDArray[np.bool_], diameter: Diameter, *, spacing: Plane) -> Diameter:
    """Find the longest line perpendicular to a diameter that meets it and never leaves the shape.

    The length changes evenly from corner to corner of the outline, so that it is greatest beside one of them. Of
    equal ones it is that nearest to the diameter's middle.

    Args:
        shape: (x, y).
        diameter: of the shape.
        spacing: mm between voxels along x and y.
    """
    size = np.array(spacing)
    origin = np.array(diameter.start)
    along = (np.array(diameter.end) - origin) * size / diameter.length
    feet = ((boundary_corners(shape) - origin) * size) @ along
    feet = feet[(feet >= -TOLERANCE) & (feet <= diameter.length + TOLERANCE)]
    middle = diameter.length / 2
    across = np.array([-along[1], along[0]]) / size
    reach = float(np.hypot(*(np.array(shape.shape) * size)))
    lines = []
    for foot in np.unique(np.round(np.append(feet, middle), 7)):
        centre = origin + foot * along / size
        start, end = _run_through_middle(shape, centre - reach * across, centre + reach * across)
        length = float(np.hypot(*((end - start) * size)))
        lines.append((-round(length, 6), abs(foot - middle), foot, start, end, length))
    *_, start, end, length = min(lines, key=lambda line: line[:3])
    return Diameter(start=_plane(start), end=_plane(end), length=length)


def _longest_of(
    shape: NDArray[np.bool_],
    starts: NDArray[np.int64],
    ends: NDArray[np.int64],
    *,
    size: NDArray[np.float64],
    known: float,
) -> Diameter | None:
    """Find the longest of some lines that stays inside and is longer than what is known; of equal ones the first."""
    lengths = np.hypot(*((ends - starts) * size).T)
    longer = lengths > known + TOLERANCE
    starts, ends, lengths = starts[longer], ends[longer], lengths[longer]
    for share in _SAMPLES:
        kept = contains(shape, starts + share * (ends - starts))
        starts, ends, lengths = starts[kept], ends[kept], lengths[kept]
    # Lines of one length stay in their order, whatever their last digits are.
    for at in np.argsort(-np.round(lengths, 6), kind="stable"):
        start, end = starts[at].astype(float), ends[at].astype(float)
        if _inside_between(shape, start, end)[1].all():
            return Diameter(start=_plane(start), end=_plane(end), length=float(lengths[at]))
    return None


def _inside_between(
    shape: NDArray[np.bool_], start: NDArray[np.float64], end: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Cut a line where it comes into another voxel; tell which of the pieces lie in the shape."""
    shares = crossings(start, end)
    middles = (shares[:-1] + shares[1:]) / 2
    return shares, contains(shape, start + middles[:, np.newaxis] * (end - start))


def _run_through_middle(
    shape: NDArray[np.bool_], start: NDArray[np.float64], end: NDArray[np.float64]
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Give the ends of the piece of a line, longer than the shape on both sides, that holds its middle."""
    shares, inside = _inside_between(shape, start, end)
    slack = TOLERANCE / float(np.hypot(*(end - start)))
    bounds = np.flatnonzero(np.diff(np.concatenate([[False], inside, [False]])))
    for first, last in zip(shares[bounds[::2]], shares[bounds[1::2]], strict=True):
        if first - slack <= 0.5 <= last + slack:
            return start + first * (end - start), start + last * (end - start)
    middle = (start + end) / 2
    return middle, middle


def _plane(place: NDArray[np.float64]) -> Plane:
    return float(place[0]), float(place[1])
