"""The shapes that a network is run in."""

from __future__ import annotations

import math
from collections.abc import Sequence

Shape = tuple[int, int, int]

_USUAL_BRAIN_MM = (160.0, 192.0, 160.0)
"""Holds nearly every brain: left to right, back to front, bottom to top."""

_MUCH = 1.25
"""A usual shape that holds this many times the voxels that are needed is not worth it."""


def usual_shape(spacing: Sequence[float], *, multiple: int) -> Shape:
    """Return the shape that holds nearly every brain, for which a network is made ready before the first study.

    Args:
        spacing: Of the network, mm along x, y, z.
        multiple: What each side must be a multiple of.
    """
    x, y, z = (_up(size / step, multiple) for size, step in zip(_USUAL_BRAIN_MM, spacing, strict=True))
    return x, y, z


def padded_shape(shape: Sequence[int], *, usual: Shape, multiple: int) -> Shape:
    """Return the shape that an image is padded to: the usual one where that costs little, else the smallest possible.

    Args:
        shape: Voxels of the image along x, y, z.
        usual: What the network is ready for.
        multiple: What each side must be a multiple of.
    """
    x, y, z = (_up(side, multiple) for side in shape[:3])
    fits = all(side <= other for side, other in zip((x, y, z), usual, strict=True))
    return usual if fits and math.prod(usual) <= _MUCH * x * y * z else (x, y, z)


def tile_shape(shape: Shape, *, usual: Shape, multiple: int, most_voxels: float) -> Shape:
    """Return the tile for an image that is too large for one pass: the usual shape, or less where memory is scarce.

    Args:
        shape: Voxels of the padded image.
        usual: The largest tile.
        multiple: What each side must be a multiple of.
        most_voxels: That memory allows; a tile of two multiples a side is made in any case.
    """
    tile = [min(side, other) for side, other in zip(shape, usual, strict=True)]
    while math.prod(tile) > most_voxels and max(tile) > 2 * multiple:
        longest = tile.index(max(tile))
        tile[longest] = max(2 * multiple, _up(tile[longest] / 2, multiple))
    return tile[0], tile[1], tile[2]


def _up(size: float, multiple: int) -> int:
    # Rounded first, so that 160 mm / 0.1 mm is not a hair more than 1600 voxels.
    return max(1, math.ceil(round(size / multiple, 6))) * multiple
