"""Expert masks, in the labels of a task."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.errors import VolumeError
from model.tasks.card import TaskCard
from model.volumes.grid import Grid
from model.volumes.header import UploadedHeader
from model.volumes.limits import VolumeLimits
from model.volumes.orientation import Orientation
from model.volumes.source import open_volume

__all__ = ["LabelVolume", "read_labels"]


@dataclass(frozen=True, kw_only=True, eq=False)
class LabelVolume:
    """Hold a mask on the canonical grid.

    Args:
        data: labels of the task (X, Y, Z), uint8.
        grid: canonical grid.
        orientation: the way from the uploaded grid to the canonical one.
        header: header of the file.
        parts: number of each voxel's object (X, Y, Z), 0 for background; None where the mask tells no objects apart.
        known: where somebody said what a voxel is (X, Y, Z); None where that is everywhere.
    """

    data: NDArray[np.uint8]
    grid: Grid
    orientation: Orientation
    header: UploadedHeader
    parts: NDArray[np.int32] | None = None
    known: NDArray[np.bool_] | None = None


def read_labels(path: Path, *, task: TaskCard, limits: VolumeLimits | None = None) -> LabelVolume:
    """Read a mask and map the values that other data sets use to the task's own.

    An empty mask is a mask: there are patients without a tumour.

    Args:
        path: .nii or .nii.gz, told apart by content.
        task: the card that says which labels there are.
        limits: what the file may measure; the defaults where None.

    Raises:
        VolumeError: if the file is refused or holds a label that the task does not know.
    """
    with open_volume(path, limits=limits or VolumeLimits()) as source:
        header = source.header
        uploaded = np.empty(header.shape, dtype=np.uint8, order="F")
        for start, slab in source.slabs():
            uploaded[:, :, start : start + slab.shape[2]] = _whole_numbers(slab, header=header)
    orientation = header.orientation
    return LabelVolume(
        data=_table(uploaded, task=task)[np.ascontiguousarray(orientation.to_canonical(uploaded))],
        grid=header.grid,
        orientation=orientation,
        header=header,
    )


def _whole_numbers(slab: NDArray[Any], *, header: UploadedHeader) -> NDArray[np.uint8]:
    with np.errstate(all="ignore"):  # what comes of broken numbers is refused below
        values = slab.astype(np.float64) * header.slope + header.intercept
    if not ((values >= 0) & (values <= 255) & (values == np.rint(values))).all():
        raise VolumeError("The mask holds values that are not whole numbers from 0 to 255.")
    return values.astype(np.uint8)


def _table(stored: NDArray[np.uint8], *, task: TaskCard) -> NDArray[np.uint8]:
    """Give, for each value of a file, the label that it means."""
    present = set(np.flatnonzero(np.bincount(stored.ravel(order="K"), minlength=256)).tolist()) - {0}
    table = np.zeros(256, dtype=np.uint8)
    for label in task.labels:
        spellings = present & {label.value, *label.also_read}
        if len(spellings) > 1:
            # In BraTS 2024 and later 3 is ET and 4 a resection cavity: the two must not become one.
            raise VolumeError(
                f"The mask holds both {' and '.join(map(str, sorted(spellings)))}, of which only one can mean "
                f"{label.name.lower()}."
            )
        for value in spellings:
            table[value] = label.value
        present -= spellings
    if present:
        known = ", ".join(f"{label.value} ({label.id})" for label in task.labels)
        raise VolumeError(f"The mask holds unknown labels: {', '.join(map(str, sorted(present)))}. Known are {known}.")
    return table
