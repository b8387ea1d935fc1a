"""Made-up volumes whose structure is known, under the names of annotated slices."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nibabel
import numpy as np
from numpy.typing import NDArray

__all__ = ["SHAPE", "write_volume"]

SHAPE = (16, 16, 16)


def write_volume(folder: Path, *, name: str, seed: int, slices: str = "") -> NDArray[np.uint8]:
    """Write noise with a bright ball in it and the mask of the ball.

    Args:
        folder: Is made where it is missing.
        name: Of the volume.
        seed: Of the ball's place and of the noise.
        slices: Content of its list of slices; no list where empty.

    Returns:
        The mask, `(x, y, z)`.
    """
    folder.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(seed)
    centre = rng.uniform(6.0, 10.0, (3, 1, 1, 1))
    ball: NDArray[np.uint8] = (((np.indices(SHAPE) - centre) ** 2).sum(axis=0) < 25.0).astype(np.uint8)
    image = (100.0 + 80.0 * ball + rng.normal(0.0, 5.0, SHAPE)).astype(np.float32)
    for part, data in (("image", image), ("label", ball)):
        nifti: Any = nibabel.Nifti1Image(data, np.eye(4))  # type: ignore[no-untyped-call]
        nibabel.save(nifti, folder / f"{name}_{part}.nii.gz")
    if slices:
        (folder / f"{name}_slices.yaml").write_text(slices, encoding="utf-8")
    return ball
