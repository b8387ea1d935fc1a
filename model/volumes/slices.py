"""Slices of a canonical volume in radiological layout."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

__all__ = [
    "AXES",
    "AXIS_INDEX",
    "EdgeLetters",
    "edge_letters",
    "pixel_spacing",
    "slice_count",
    "slice_plane",
    "take_slice",
]

AXES = ("sagittal", "coronal", "axial")
AXIS_INDEX = {"sagittal": 0, "coronal": 1, "axial": 2}

Scalar = TypeVar("Scalar", bound=np.generic)


class EdgeLetters(NamedTuple):
    """Name the side of the patient at each edge of a shown slice."""

    top: str
    bottom: str
    left: str
    right: str


_LETTERS = {
    "sagittal": EdgeLetters(top="S", bottom="I", left="A", right="P"),
    "coronal": EdgeLetters(top="S", bottom="I", left="R", right="L"),
    "axial": EdgeLetters(top="A", bottom="P", left="R", right="L"),
}


def slice_count(shape: Sequence[int], axis: str) -> int:
    """Count the slices along an axis.

    Args:
        shape: canonical (X, Y, Z).
        axis: "sagittal", "coronal" or "axial".
    """
    return int(shape[_number(axis)])


def take_slice(array: NDArray[Scalar], axis: str, index: int) -> NDArray[Scalar]:
    """Cut one slice as it is shown: superior or anterior up, the patient's right (or anterior) on the left.

    Args:
        array: canonical (X, Y, Z).
        axis: "sagittal", "coronal" or "axial".
        index: 0 is the most left, posterior or inferior slice.

    Returns:
        A view (rows, columns).

    Raises:
        ValueError: if the axis has another name.
        IndexError: if the index lies outside the axis.
    """
    number = _number(axis)
    if not 0 <= index < array.shape[number]:
        raise IndexError(f"expected an {axis} index from 0 to {array.shape[number] - 1}. Received: {index}")
    plane: NDArray[Scalar] = array[tuple(index if kept == number else slice(None) for kept in range(3))]
    # The kept axes run to the right (or anterior) and up; shown, both run the other way.
    return plane[::-1, ::-1].T


def slice_plane(pixels: NDArray[Scalar]) -> NDArray[Scalar]:
    """Undo the layout of `take_slice`: give a shown slice along the two canonical axes that it lies in, in their order.

    Args:
        pixels: (rows, columns), as `take_slice` gives them.

    Returns:
        A view, the plane of the canonical volume.
    """
    return pixels.T[::-1, ::-1]


def pixel_spacing(spacing: Sequence[float], axis: str) -> tuple[float, float]:
    """Give the distance between rows and between columns of a shown slice, in mm.

    Args:
        spacing: canonical voxel size along x, y, z in mm.
        axis: "sagittal", "coronal" or "axial".
    """
    columns, rows = (float(size) for number, size in enumerate(spacing) if number != _number(axis))
    return rows, columns


def edge_letters(axis: str) -> EdgeLetters:
    """Give the letters to show at the four edges of a slice.

    Args:
        axis: "sagittal", "coronal" or "axial".
    """
    _number(axis)
    return _LETTERS[axis]


def _number(axis: str) -> int:
    try:
        return AXIS_INDEX[axis]
    except KeyError:
        raise ValueError(f"expected an axis of {', '.join(AXES)}. Received: {axis}") from None
