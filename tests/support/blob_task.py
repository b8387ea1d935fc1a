"""A bright ball in even tissue, with weights of one's own that find it, for tasks of volumes with one region."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nibabel as nib
import numpy as np

from tests.support.own_weights import write_own_weights

__all__ = ["BLOB_TASKS", "write_blob", "write_blob_weights"]

BLOB_TASKS = ("stroke", "volume-sparse")
_SHAPE, _CENTRE, _RADIUS = (48, 56, 32), (30, 20, 14), 6.0
# Deviations from the mean, of the slice or of the whole volume: even tissue stays below two, the ball is beyond six.
_THRESHOLD = 4.0


def write_blob(path: Path) -> int:
    """Write the volume as a NIfTI file of voxels of 1 mm; give how many the ball has."""
    places = np.moveaxis(np.indices(_SHAPE), 0, -1)
    ball = np.linalg.norm(places - _CENTRE, axis=-1) < _RADIUS
    # Evenly spread, so that no voxel is brighter by chance than the threshold lets be.
    tissue = np.random.default_rng(0).uniform(90, 110, size=_SHAPE)
    values = np.where(ball, 400, tissue).astype(np.float32)
    volume: Any = nib.Nifti1Image(values, np.eye(4))  # type: ignore[no-untyped-call]
    volume.header.set_xyzt_units("mm")
    volume.to_filename(path)
    return int(ball.sum())


def write_blob_weights(folder: Path, *, task_id: str) -> None:
    """Write weights whose region is what is brighter than the threshold.

    Args:
        folder: Is made where it is missing.
        task_id: One of `BLOB_TASKS`.
    """
    # One more than the deviations where the volume is not zero.
    write_own_weights(folder, task_id=task_id, slopes=[4.0], offsets=[-4.0 * (_THRESHOLD + 1)])
