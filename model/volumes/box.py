"""A box of voxels."""

from __future__ import annotations

__all__ = ["Box", "box_around"]

Box = tuple[tuple[int, int], tuple[int, int], tuple[int, int]]
"""For each axis the first voxel, and the one after the last."""


def box_around(*boxes: Box) -> Box:
    """Give the smallest box that holds some others."""
    sides = [(min(box[axis][0] for box in boxes), max(box[axis][1] for box in boxes)) for axis in range(3)]
    return sides[0], sides[1], sides[2]
