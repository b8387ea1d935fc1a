"""Shapes whose diameters are known."""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray


def box(*sides: int, within: tuple[int, ...], start: tuple[int, ...]) -> NDArray[np.bool_]:
    """Fill a box of a volume or a plane."""
    region = np.zeros(within, bool)
    region[tuple(slice(first, first + side) for first, side in zip(start, sides, strict=True))] = True
    return region


def ellipse(long: float, short: float, *, degrees: float, spacing: tuple[float, float]) -> NDArray[np.bool_]:
    """Fill an ellipse in the middle of a plane of 64 x 64 mm; its voxels are those whose centres lie in it.

    Args:
        long: longest diameter, mm.
        short: perpendicular diameter, mm.
        degrees: from the x axis to the longest diameter.
        spacing: mm along x and y.
    """
    x, y = np.meshgrid(*(np.arange(-32, 32, size) + size / 2 for size in spacing), indexing="ij")
    turn = math.radians(degrees)
    along, across = x * math.cos(turn) + y * math.sin(turn), y * math.cos(turn) - x * math.sin(turn)
    inside: NDArray[np.bool_] = (2 * along / long) ** 2 + (2 * across / short) ** 2 <= 1
    return inside


def ring(outer: float, inner: float) -> NDArray[np.bool_]:
    """Fill what lies between two circles in the middle of a plane of 64 x 64 voxels of 1 mm."""
    circle = (ellipse(diameter, diameter, degrees=0, spacing=(1.0, 1.0)) for diameter in (outer, inner))
    filled, hole = circle
    return filled & ~hole
