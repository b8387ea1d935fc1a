"""The bidirectional measurement of lesions, as response to treatment of glioma is judged by."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from model.measure.diameters import Diameter, longest_diameter, longest_perpendicular
from model.measure.lesions import Lesion, find_lesions

__all__ = ["MEASURABLE_MM", "LesionMeasurement", "Line", "measure_lesions", "sum_of_products"]

MEASURABLE_MM = 10.0
"""Both diameters of a measurable lesion are at least this long."""

Point = tuple[float, float, float]


@dataclass(frozen=True, kw_only=True)
class Line:
    """Hold a diameter in its volume.

    Args:
        start: canonical voxel (x, y, z), whole at the voxel's centre; on the lesion's edge x and y are not whole.
        end: likewise.
        length_mm: mm.
    """

    start: Point
    end: Point
    length_mm: float


@dataclass(frozen=True, kw_only=True)
class LesionMeasurement:
    """Hold what is measured of a lesion.

    Args:
        volume_ml: of all its voxels.
        index: axial slice of both diameters.
        long: its longest diameter.
        short: the longest one perpendicular to that.
    """

    volume_ml: float
    index: int
    long: Line
    short: Line

    @property
    def product_mm2(self) -> float:
        """Product of both diameters."""
        return self.long.length_mm * self.short.length_mm

    @property
    def measurable(self) -> bool:
        """Whether both diameters are long enough to be judged by."""
        # The edge of ten voxels of 1 mm is not 9.999… mm long.
        return min(self.long.length_mm, self.short.length_mm) >= MEASURABLE_MM - 1e-6


def measure_lesions(region: NDArray[np.bool_], *, spacing: tuple[float, float, float]) -> list[LesionMeasurement]:
    """Measure every lesion of a region on the axial slice on which its longest diameter is longest.

    A diameter goes from edge to edge of the lesion's voxels and stays inside the lesion: it crosses no cavity, cyst
    or necrosis that the region leaves out. Its ends are corners of voxels; the perpendicular meets it, and ends on the
    lesion's outline. Lengths are in the plane of the slice, by the true distance between voxels. Between slices with
    equally long diameters, the one with the largest area is taken.

    Args:
        region: canonical (X, Y, Z).
        spacing: mm along x, y, z.

    Returns:
        The lesion with the largest product first.

    Source:
        Wen et al. 2010, J Clin Oncol 28:1963 (RANO: two perpendicular diameters of at least 10 mm, sum of their
        products); Wen et al. 2023, J Clin Oncol 41:5187 (RANO 2.0).
    """
    measured = [_measure(lesion, spacing=spacing) for lesion in find_lesions(region)]
    return sorted(measured, key=lambda lesion: -lesion.product_mm2)


def sum_of_products(lesions: list[LesionMeasurement]) -> float:
    """Add up the products of the measurable lesions, in mm²."""
    return math.fsum(lesion.product_mm2 for lesion in lesions if lesion.measurable)


def _measure(lesion: Lesion, *, spacing: tuple[float, float, float]) -> LesionMeasurement:
    plane = spacing[:2]
    areas = lesion.voxels.sum(axis=(0, 1))
    best: tuple[int, Diameter] | None = None
    for index in np.argsort(-areas, kind="stable"):
        known = 0.0 if best is None else best[1].length
        if _box_diagonal(lesion.voxels[..., index], spacing=plane) <= known:
            continue
        longer = longest_diameter(lesion.voxels[..., index], spacing=plane, longer_than=known)
        if longer is not None:
            best = int(index), longer
    assert best is not None, "a lesion has a voxel, and a voxel has a diagonal"
    index, long = best
    short = longest_perpendicular(lesion.voxels[..., index], long, spacing=plane)
    return LesionMeasurement(
        volume_ml=lesion.count * math.prod(spacing) / 1000.0,
        index=lesion.start[2] + index,
        long=_line(long, lesion=lesion, index=index),
        short=_line(short, lesion=lesion, index=index),
    )


def _box_diagonal(shape: NDArray[np.bool_], *, spacing: tuple[float, float]) -> float:
    """Give a length in mm that no line inside a shape exceeds."""
    sides = (np.flatnonzero(shape.any(axis=1)), np.flatnonzero(shape.any(axis=0)))
    if not len(sides[0]):
        return 0.0
    return math.hypot(*((side[-1] + 1 - side[0]) * size for side, size in zip(sides, spacing, strict=True)))


def _line(diameter: Diameter, *, lesion: Lesion, index: int) -> Line:
    def point(place: tuple[float, float]) -> Point:
        # Corner 0 is half a voxel before the centre of voxel 0.
        return place[0] + lesion.start[0] - 0.5, place[1] + lesion.start[1] - 0.5, float(index + lesion.start[2])

    return Line(start=point(diameter.start), end=point(diameter.end), length_mm=diameter.length)
