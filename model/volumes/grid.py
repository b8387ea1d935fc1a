"""Where the voxels of a volume lie in the patient."""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["TOLERANCE", "Grid"]

TOLERANCE = 1e-3
"""How far, in voxels, two grids may lie apart at any corner and still count as one."""

_SLICES = ("sagittal", "coronal", "axial")


@dataclass(frozen=True, eq=False)
class Grid:
    """Hold a shape and the affine that places it in the patient.

    Args:
        shape: voxels along x, y, z.
        affine: 4x4 matrix from voxel indices to RAS+ mm.
    """

    shape: tuple[int, int, int]
    affine: NDArray[np.float64]

    @property
    def spacing(self) -> tuple[float, float, float]:
        """Distance between neighbouring voxel centres along x, y, z, in mm."""
        x, y, z = np.sqrt(np.sum(self.affine[:3, :3] ** 2, axis=0)).tolist()
        return (x, y, z)

    @property
    def voxel_ml(self) -> float:
        """Volume of one voxel in mL."""
        return float(abs(np.linalg.det(self.affine[:3, :3]))) / 1000.0

    def difference(self, other: Grid, *, name: str, other_name: str) -> str | None:
        """Say how this grid differs from another one, or None where they are the same.

        Args:
            other: the grid to compare with.
            name: what to call this one, such as "T2".
            other_name: what to call the other one, such as "FLAIR".
        """
        if self.shape != other.shape:
            return "; ".join(
                f"{name} has {ours} {word} slices, {other_name} has {theirs}"
                for word, ours, theirs in reversed(list(zip(_SLICES, self.shape, other.shape, strict=True)))
                if ours != theirs
            )
        if self._furthest_corner(other) <= TOLERANCE:
            return None
        drift = np.abs(np.array(self.spacing) / np.array(other.spacing) - 1.0) * self.shape
        if drift.max() > TOLERANCE:
            return f"{name} has voxels of {_sizes(self)} mm, {other_name} has voxels of {_sizes(other)} mm"
        degrees = _rotation(self.affine, other.affine)
        centre = np.append((np.array(self.shape) - 1) / 2, 1.0)
        apart = float(np.linalg.norm((self.affine @ centre - other.affine @ centre)[:3]))
        if degrees * max(self.shape) > np.degrees(TOLERANCE):
            return f"{name} is turned by {degrees:.2g} degrees against {other_name}"
        return f"{name} lies {apart:.2g} mm away from {other_name}"

    def _furthest_corner(self, other: Grid) -> float:
        """Give the largest distance, in voxels, between equal indices of two grids of one shape."""
        corners = np.array(
            [(*corner, 1.0) for corner in itertools.product(*((0.0, size - 1.0) for size in self.shape))]
        )
        moved = np.linalg.solve(self.affine, other.affine) @ corners.T
        return float(np.abs(moved.T - corners).max())


def _sizes(grid: Grid) -> str:
    return " x ".join(f"{size:.7g}" for size in grid.spacing)


def _rotation(first: NDArray[Any], second: NDArray[Any]) -> float:
    """Give the angle between the axes of two affines, in degrees."""
    one = first[:3, :3] / np.linalg.norm(first[:3, :3], axis=0)
    two = second[:3, :3] / np.linalg.norm(second[:3, :3], axis=0)
    # From the chord, not from the cosine: the cosine cannot tell small angles apart.
    chord = float(np.linalg.norm(one - two, axis=0).max())
    return float(np.degrees(2 * np.arcsin(min(1.0, chord / 2))))
