"""What the numbers in a data set's expert masks mean."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from model.errors import VolumeError
from model.tasks.card import TaskCard

__all__ = [
    "ACDC",
    "BRATS",
    "BRATS_2013",
    "BRATS_2023",
    "DECATHLON",
    "UNLABELLED",
    "LabelScheme",
    "apply_scheme",
    "object_numbers",
]

UNLABELLED = 255
"""What a file may hold in a voxel that nobody annotated."""


@dataclass(frozen=True, kw_only=True)
class LabelScheme:
    """Name the labels of one way to write masks.

    Args:
        name: For messages.
        meanings: Stored value to the id of a task's label; 0 is background everywhere.
        either: Stored values of which a mask may hold only one, because it is unclear what the other one means.
        refused: Stored value to the reason why a mask that holds it is not for this task.
        numbered: Id of the label that every value but 0 stands for, being the number of an object, or None.
        unlabelled: Stored values of voxels of which nobody said what they are.
    """

    name: str
    meanings: Mapping[int, str]
    either: frozenset[int] = frozenset()
    refused: Mapping[int, str] = field(default_factory=dict)
    numbered: str | None = None
    unlabelled: frozenset[int] = frozenset()


BRATS_2013 = LabelScheme(name="BraTS 2013 to 2015", meanings={1: "NCR", 2: "ED", 3: "NCR", 4: "ET"})
"""There, 1 is necrosis and 3 the non-enhancing core; from 2017 on the two are one label."""

BRATS = LabelScheme(name="BraTS 2017 to 2021", meanings={1: "NCR", 2: "ED", 3: "ET", 4: "ET"}, either=frozenset({3, 4}))
"""Enhancing tumour is 4; newer masks are met under the older file names, too, and have 3 instead."""

BRATS_2023 = LabelScheme(
    name="BraTS 2023 and later",
    meanings={1: "NCR", 2: "ED", 3: "ET"},
    refused={
        4: "a resection cavity (BraTS 2024, after treatment). The labels here are of gliomas before treatment: leave "
        "such cases out"
    },
)
"""In 2023 enhancing tumour became 3; in 2024 the freed 4 became the resection cavity, never enhancing tumour."""

ACDC = LabelScheme(name="ACDC 2017", meanings={1: "RV", 2: "MYO", 3: "LV"})

DECATHLON = LabelScheme(name="Medical Segmentation Decathlon", meanings={1: "ED", 2: "NCR", 3: "ET"})


def apply_scheme(stored: NDArray[np.float32], *, scheme: LabelScheme, task: TaskCard) -> NDArray[np.uint8]:
    """Turn the values of a mask into the labels of a task.

    Args:
        stored: As the file has them, any shape.
        scheme: What they mean.
        task: Says how each label is stored here.

    Raises:
        VolumeError: If a value is no whole number, unknown, or refused.

    Voxels of which nobody said what they are become background here; `LabelVolume.known` tells them apart.
    """
    values = {label.id: label.value for label in task.labels}
    if scheme.numbered is not None:
        return np.where(object_numbers(stored) > 0, np.uint8(values[scheme.numbered]), np.uint8(0))
    if not ((stored >= 0) & (stored <= 255) & (stored == np.rint(stored))).all():
        raise VolumeError("The mask holds values that are not whole numbers from 0 to 255.")
    whole = stored.astype(np.uint8)
    present = set(np.flatnonzero(np.bincount(whole.ravel(order="K"), minlength=256)).tolist()) - {0}
    for value, reason in scheme.refused.items():
        if value in present:
            raise VolumeError(f"The mask holds label {value}, {reason}.")
    if unknown := sorted(present - set(scheme.meanings) - scheme.unlabelled):
        known = ", ".join(f"{value} ({label})" for value, label in scheme.meanings.items())
        raise VolumeError(
            f"The mask holds unknown labels: {', '.join(map(str, unknown))}. Known in {scheme.name} are {known}."
        )
    if len(both := sorted(present & scheme.either)) > 1:
        raise VolumeError(f"The mask holds both {' and '.join(map(str, both))}, of which only one can have a meaning.")
    table = np.zeros(256, np.uint8)
    for value, label in scheme.meanings.items():
        table[value] = values[label]
    labels: NDArray[np.uint8] = table[whole]
    return labels


def object_numbers(stored: NDArray[np.float32]) -> NDArray[np.int32]:
    """Return the values of a mask as the numbers of its objects.

    Args:
        stored: As the file has them, any shape; 0 is background.

    Raises:
        VolumeError: If a value is no whole number, or below 0.
    """
    if not ((stored >= 0) & (stored == np.rint(stored))).all():
        raise VolumeError("The mask holds values that are not whole numbers from 0 on.")
    return stored.astype(np.int32)
