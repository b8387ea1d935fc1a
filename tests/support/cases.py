"""Made-up cases under the names that BraTS gives them, and lesion cubes."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from model.data.phantom import write_demo_case

__all__ = ["write_case", "write_tumour_cube"]


def write_case(folder: Path, *, name: str, seed: int, shape: tuple[int, int, int] = (24, 28, 20)) -> None:
    """Write a case with an expert mask, as `NAME_CHANNEL.nii.gz`.

    Args:
        folder: Is made where it is missing.
        name: Of the case.
        seed: Of its anatomy.
        shape: Voxels of 2 mm along x, y, z.
    """
    files = write_demo_case(folder / f"{name}.new", shape=shape, spacing=(2.0, 2.0, 2.0), seed=seed)
    for channel, path in files.items():
        path.rename(folder / f"{name}_{channel}.nii.gz")
    (folder / f"{name}.new").rmdir()


def write_tumour_cube(path: Path, *, patient: int) -> None:
    """Write one lesion cube of 8 voxels of 2 mm along each side, enhancing tumour in every voxel.

    Args:
        path: An `.npz`.
        patient: Whose it is.
    """
    shape = (1, 8, 8, 8)
    np.savez(
        path,
        x=np.full((1, 4, 8, 8, 8), 90, np.uint8),
        seg=np.full(shape, 4, np.uint8),
        valid=np.ones(shape, bool),
        patient=np.array([patient]),
        spacing=np.array([2.0, 2.0, 2.0]),
    )
