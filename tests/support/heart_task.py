"""A heart in short-axis slices, with weights of one's own that know its parts by how bright they are."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import nibabel as nib
import numpy as np
from numpy.typing import NDArray

from tests.support.own_weights import write_own_weights

__all__ = ["HEART_TASK", "heart_labels", "write_heart", "write_heart_weights"]

HEART_TASK = "cardiac"
_SPACING = (1.5, 1.5, 10.0)
_BRIGHTNESS = np.array([30, 160, 90, 220], np.float32)  # of the rest, RV, MYO, LV


def heart_labels(*, slices: int = 8) -> NDArray[np.uint8]:
    """Draw the left ventricle within its muscle and the right one beside it, ever smaller towards the apex.

    Returns:
        Labels `(96, 80, slices)` in RAS+.
    """
    x, y, z = np.mgrid[:96, :80, :slices].astype(np.float32)
    size = 1 - 0.5 * (slices - 1 - z) / slices
    from_left = np.hypot(x - 36, y - 40) / size
    from_right = np.hypot(x - 58, (y - 40) / 1.3) / size
    labels = np.zeros(x.shape, np.uint8)
    labels[from_right < 18] = 1
    labels[from_left < 22] = 2
    labels[from_left < 13] = 3
    return labels


def write_heart(path: Path) -> NDArray[np.uint8]:
    """Write the volume as a NIfTI file; give its labels."""
    labels = heart_labels()
    noise = np.random.default_rng(0).normal(scale=4, size=labels.shape)
    values = (_BRIGHTNESS[labels] + noise).astype(np.float32)
    volume: Any = nib.Nifti1Image(values, np.diag([*_SPACING, 1.0]))  # type: ignore[no-untyped-call]
    volume.header.set_xyzt_units("mm")
    volume.to_filename(path)
    return labels


def write_heart_weights(folder: Path) -> None:
    """Write weights whose regions take turns in being the most probable one as a voxel gets brighter.

    Args:
        folder: Is made where it is missing.
    """
    image = _BRIGHTNESS[heart_labels()]
    # In deviations from the mean, and one more where the volume is not zero.
    rest, right, muscle, left = (_BRIGHTNESS - image.mean()) / image.std() + 1
    # Each region's line rises by one more, and crosses the last one's where its own brightness begins.
    muscle_offset = -(rest + muscle) / 2
    right_offset = muscle_offset - (muscle + right) / 2
    left_offset = right_offset - (right + left) / 2
    write_own_weights(
        folder, task_id=HEART_TASK, slopes=[2.0, 1.0, 3.0], offsets=[right_offset, muscle_offset, left_offset]
    )
