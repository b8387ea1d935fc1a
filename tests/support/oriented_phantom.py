"""A small phantom whose marked voxels tell every side of the patient from the other, stored along any axes."""

from __future__ import annotations

import itertools

import nibabel
import numpy as np
from numpy.typing import NDArray

__all__ = ["BRIGHT", "MARKS", "ORIENTATIONS", "SHAPE", "Way", "marked", "phantom", "store_along"]

Way = tuple[tuple[int, ...], tuple[int, ...]]
"""The world axis of each axis of the file, and whether each world axis is stored upwards (1) or downwards (-1)."""

ORIENTATIONS: list[Way] = [
    (axes, signs) for axes in itertools.permutations(range(3)) for signs in itertools.product((1, -1), repeat=3)
]
SHAPE = (14, 12, 11)
# The value of a marked voxel.
BRIGHT = 1000
# x to the right, y to the front, z up: no two of the marks can be taken for one another, whatever is mirrored.
MARKS = {(11, 3, 2): 1, (12, 3, 2): 1, (11, 9, 2): 2, (11, 3, 8): 4}


def marked() -> NDArray[np.uint8]:
    """Give the labels of the marked voxels; right, front and up are up the axes."""
    labels = np.zeros(SHAPE, np.uint8)
    for place, label in MARKS.items():
        labels[place] = label
    return labels


def phantom() -> NDArray[np.int16]:
    """Give a volume of darker voxels, all different, in which the marked ones are bright."""
    values = 300 + np.random.default_rng(1).permutation(np.prod(SHAPE)).reshape(SHAPE) // 10
    return np.where(marked() > 0, BRIGHT, values).astype(np.int16)


def store_along(
    values: NDArray[np.int16], *, way: Way, degrees: float, spacing: tuple[float, float, float] = (0.9, 1.2, 2.5)
) -> nibabel.Nifti1Image:
    """Store a volume as a scanner might have.

    Args:
        values: right, front and up are up the axes.
        way: of the file's axes.
        degrees: by which the patient is turned against them.
        spacing: mm to the right, to the front and up.
    """
    axes, signs = way
    turn = np.radians(degrees)
    affine = np.eye(4)
    rotation = nibabel.eulerangles.euler2mat(turn, -turn, 0.7 * turn)  # type: ignore[no-untyped-call]
    affine[:3, :3] = rotation @ np.diag(spacing)
    affine[:3, 3] = (-31.5, 12.25, 7.0)
    stored = np.array([[axes.index(world), signs[axes.index(world)]] for world in range(3)], float)
    turned = nibabel.apply_orientation(values, stored)  # type: ignore[no-untyped-call]
    there = nibabel.orientations.inv_ornt_aff(stored, values.shape)  # type: ignore[no-untyped-call]
    return nibabel.Nifti1Image(turned, affine @ there)  # type: ignore[no-untyped-call]
