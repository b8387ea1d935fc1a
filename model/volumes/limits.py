"""What a volume may measure."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["VolumeLimits"]


@dataclass(frozen=True, kw_only=True)
class VolumeLimits:
    """Bound what is accepted as an image of a head.

    Args:
        min_axis: fewest voxels on an axis; one voxel is a picture, not a volume.
        max_axis: most voxels on an axis.
        min_spacing: smallest distance between voxels, mm.
        max_spacing: largest distance between voxels, mm.
        max_extent: longest side, mm.
        max_bytes: most bytes that a file may have once decompressed.
    """

    min_axis: int = 2
    max_axis: int = 512
    min_spacing: float = 0.2
    max_spacing: float = 10.0
    max_extent: float = 600.0
    max_bytes: int = 1 << 30
