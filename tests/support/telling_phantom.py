"""A volume, a mask and uncertainties whose every axial slice tells which one it is."""

from __future__ import annotations

import gzip

import nibabel
import numpy as np
from numpy.typing import NDArray

__all__ = ["GREATEST", "SHAPE", "image_file", "index_of_value", "index_of_voxel", "labels", "uncertainty"]

SHAPE = (24, 44, 32)
# The values go up to here; a window of all of them tells slices apart in 8 bits.
GREATEST = 1000
_FIRST, _STEP = 300, 10
# In y, how far before the number of its slice a band lies.
_SHIFT = 6


def image_file() -> bytes:
    """Make the image as .nii.gz: each axial slice is of one value, and no other slice has it."""
    values = np.broadcast_to(_FIRST + _STEP * np.arange(SHAPE[2]), SHAPE).astype(np.int16)
    return gzip.compress(nibabel.Nifti1Image(values, np.eye(4)).to_bytes())  # type: ignore[no-untyped-call]


def labels() -> NDArray[np.uint8]:
    """Make the mask: a band of one voxel across the first third of x, on each slice at another y."""
    return _bands(slice(0, SHAPE[0] // 3), 2)


def uncertainty() -> NDArray[np.uint8]:
    """Make the uncertainties: the same bands, undecided, across the second third of x."""
    return _bands(slice(SHAPE[0] // 3, 2 * SHAPE[0] // 3), 255)


def index_of_value(value: float) -> int:
    """Tell which axial slice has a value."""
    return round((value - _FIRST) / _STEP)


def index_of_voxel(y: int) -> int:
    """Tell which axial slice has its band at a y."""
    return y - _SHIFT


def _bands(x: slice, value: int) -> NDArray[np.uint8]:
    volume = np.zeros(SHAPE, np.uint8)
    for z in range(SHAPE[2]):
        volume[x, z + _SHIFT, z] = value
    return volume
