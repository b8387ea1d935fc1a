"""Made-up cases under the names that BraTS gives them."""

from __future__ import annotations

from pathlib import Path

from model.data.phantom import write_demo_case

__all__ = ["write_case"]


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
