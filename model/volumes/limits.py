"""What a volume may measure."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["LARGEST_PICTURE", "SMALLEST_PICTURE", "VolumeLimits"]

SMALLEST_PICTURE = 16
LARGEST_PICTURE = 4096
"""Fewest and most pixels on a side of a picture."""


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

    @classmethod
    def of_kept(cls, *, max_bytes: int) -> VolumeLimits:
        """Bound what was taken in, by these limits or as a picture, which is a volume of one slice.

        Args:
            max_bytes: as of the limits.
        """
        return cls(min_axis=1, max_axis=LARGEST_PICTURE, max_extent=float("inf"), max_bytes=max_bytes)
