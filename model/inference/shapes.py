"""The shapes that a network is run in."""

from __future__ import annotations

import math
from collections.abc import Sequence

Shape = tuple[int, int, int]
Multiple = int | Shape
"""What the sides of an input must be multiples of: one number for all three, or one for each."""

_USUAL_BRAIN_MM = (160.0, 192.0, 160.0)
"""Holds nearly every brain: left to right, back to front, bottom to top."""

_MUCH = 1.25
"""A usual shape that holds this many times the voxels that are needed is not worth it."""


def usual_shape(spacing: Sequence[float], *, multiple: Multiple, pictures: bool = False) -> Shape:
    """Return the shape that holds nearly every brain, for which a network is made ready before the first study.

    Args:
        spacing: Of the network, mm along x, y, z.
        multiple: What each side must be a multiple of.
        pictures: Whether there is one slice only.
    """
    x, y, z = (size / step for size, step in zip(_USUAL_BRAIN_MM, spacing, strict=True))
    return raised_shape((x, y, 1 if pictures else z), multiple=multiple)


def padded_shape(shape: Sequence[int], *, usual: Shape, multiple: Multiple) -> Shape:
    """Return the shape that an image is padded to: the usual one where that costs little, else the smallest possible.

    Args:
        shape: Voxels of the image along x, y, z.
        usual: What the network is ready for.
        multiple: What each side must be a multiple of.
    """
    x, y, z = raised_shape(shape[:3], multiple=multiple)
    fits = all(side <= other for side, other in zip((x, y, z), usual, strict=True))
    return usual if fits and math.prod(usual) <= _MUCH * x * y * z else (x, y, z)


def tile_shape(shape: Shape, *, usual: Shape, multiple: Multiple, most_voxels: float) -> Shape:
    """Return the tile for an image that is too large for one pass: the usual shape, or less where memory is scarce.

    Args:
        shape: Voxels of the padded image.
        usual: The largest tile.
        multiple: What each side must be a multiple of.
        most_voxels: That memory allows; a tile of two multiples a side is made in any case.
    """
    tile = [min(side, other) for side, other in zip(shape, usual, strict=True)]
    least = [2 * step for step in _steps(multiple)]
    while math.prod(tile) > most_voxels and any(side > low for side, low in zip(tile, least, strict=True)):
        longest = max((axis for axis in range(3) if tile[axis] > least[axis]), key=lambda axis: tile[axis])
        tile[longest] = max(least[longest], _up(tile[longest] / 2, least[longest] // 2))
    return tile[0], tile[1], tile[2]


def raised_shape(shape: Sequence[float], *, multiple: Multiple) -> Shape:
    """Return the smallest shape that a network takes which is no smaller.

    Args:
        shape: Along x, y, z.
        multiple: What each side must be a multiple of.
    """
    x, y, z = (_up(side, step) for side, step in zip(shape, _steps(multiple), strict=True))
    return x, y, z


def _steps(multiple: Multiple) -> Shape:
    return (multiple, multiple, multiple) if isinstance(multiple, int) else multiple


def _up(size: float, multiple: int) -> int:
    # Rounded first, so that 160 mm / 0.1 mm is not a hair more than 1600 voxels.
    return max(1, math.ceil(round(size / multiple, 6))) * multiple
