"""The way from the uploaded grid to the canonical one, and back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeVar

import nibabel
import numpy as np
from numpy.typing import NDArray

from model.volumes.box import Box

__all__ = ["Orientation"]

Scalar = TypeVar("Scalar", bound=np.generic)


@dataclass(frozen=True, kw_only=True)
class Orientation:
    """Permute and flip axes between the uploaded grid and closest-canonical RAS+.

    Only whole axes move, so that both directions are exact for any affine, oblique ones included.

    Args:
        axes: for each canonical axis x, y, z the uploaded axis that it comes from.
        flips: for each canonical axis, whether it runs against that uploaded axis.
    """

    axes: tuple[int, int, int]
    flips: tuple[bool, bool, bool]

    @classmethod
    def of(cls, affine: NDArray[np.floating[Any]]) -> Orientation:
        """Find the orientation of an uploaded grid.

        Args:
            affine: regular 4x4 matrix from uploaded voxel indices to RAS+ mm.
        """
        rows = nibabel.orientations.io_orientation(affine)  # type: ignore[no-untyped-call]
        axes = [0, 0, 0]
        flips = [False, False, False]
        for uploaded, (canonical, direction) in enumerate(rows):
            axes[int(canonical)] = uploaded
            flips[int(canonical)] = bool(direction < 0)
        return cls(axes=(axes[0], axes[1], axes[2]), flips=(flips[0], flips[1], flips[2]))

    @property
    def codes(self) -> str:
        """Letters of the uploaded axes in NIfTI order, such as "LPS"."""
        letters = ["?", "?", "?"]
        for canonical, (uploaded, flip) in enumerate(zip(self.axes, self.flips, strict=True)):
            letters[uploaded] = ("RL", "AP", "SI")[canonical][flip]
        return "".join(letters)

    def to_canonical(self, array: NDArray[Scalar]) -> NDArray[Scalar]:
        """Give an array on the uploaded grid as a view in canonical order.

        Args:
            array: (I, J, K, …); axes after the third stay where they are.
        """
        rest = tuple(range(3, array.ndim))
        return array.transpose(*self.axes, *rest)[self._steps]

    def to_uploaded(self, array: NDArray[Scalar]) -> NDArray[Scalar]:
        """Give an array on the canonical grid as a view in the order of the uploaded file.

        Args:
            array: (X, Y, Z, …); axes after the third stay where they are.
        """
        rest = tuple(range(3, array.ndim))
        inverse = (self.axes.index(0), self.axes.index(1), self.axes.index(2))
        return array[self._steps].transpose(*inverse, *rest)

    def canonical_shape(self, uploaded: tuple[int, int, int]) -> tuple[int, int, int]:
        """Give the canonical shape of an uploaded one."""
        return (uploaded[self.axes[0]], uploaded[self.axes[1]], uploaded[self.axes[2]])

    def uploaded_shape(self, canonical: tuple[int, int, int]) -> tuple[int, int, int]:
        """Give the uploaded shape of a canonical one."""
        sizes = [canonical[self.axes.index(axis)] for axis in range(3)]
        return (sizes[0], sizes[1], sizes[2])

    def canonical_box(self, uploaded: Box, *, uploaded_shape: tuple[int, int, int]) -> Box:
        """Give the canonical box of an uploaded one."""
        sides = []
        for axis, flip in zip(self.axes, self.flips, strict=True):
            first, end = uploaded[axis]
            sides.append((uploaded_shape[axis] - end, uploaded_shape[axis] - first) if flip else (first, end))
        return sides[0], sides[1], sides[2]

    def canonical_affine(
        self, affine: NDArray[np.floating[Any]], *, uploaded_shape: tuple[int, int, int]
    ) -> NDArray[np.float64]:
        """Give the affine of the canonical grid.

        Args:
            affine: 4x4 matrix of the uploaded grid.
            uploaded_shape: its shape; a flip moves the origin to the other end of its axis.
        """
        to_uploaded = np.zeros((4, 4))
        to_uploaded[3, 3] = 1.0
        for canonical, (uploaded, flip) in enumerate(zip(self.axes, self.flips, strict=True)):
            to_uploaded[uploaded, canonical] = -1.0 if flip else 1.0
            to_uploaded[uploaded, 3] = uploaded_shape[uploaded] - 1 if flip else 0.0
        return np.asarray(affine, dtype=np.float64) @ to_uploaded

    @property
    def _steps(self) -> tuple[slice, slice, slice]:
        steps = [slice(None, None, -1) if flip else slice(None) for flip in self.flips]
        return (steps[0], steps[1], steps[2])
