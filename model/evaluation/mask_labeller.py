"""Masks that lie in a folder, whoever made them."""

from __future__ import annotations

from pathlib import Path

from model.errors import VolumeError
from model.evaluation.labeller import Labelled
from model.evaluation.study import Study
from model.tasks.card import TaskCard
from model.volumes.labels import read_labels
from model.volumes.limits import VolumeLimits

ENDINGS = (".nii.gz", ".nii")

# Masks of tasks of pictures have one slice.
_LIMITS = VolumeLimits(min_axis=1)


class MaskLabeller:
    """Label each case with the file of its name: another tool, or an earlier evaluation, beside this one.

    Args:
        folder: Holds `<case>.nii.gz` or `<case>.nii` with the task's labels.
        task: Its labels.
    """

    takes_any_channels = False

    def __init__(self, folder: Path, *, task: TaskCard) -> None:
        self._folder = folder
        self._task = task

    @staticmethod
    def finds_masks(folder: Path) -> bool:
        """Whether a folder holds volumes."""
        return any(path.name.endswith(ENDINGS) for path in folder.iterdir())

    @property
    def name(self) -> str:
        """Name of the folder."""
        return self._folder.resolve().name

    @property
    def description(self) -> str:
        """Where the labels come from."""
        return f"masks in a folder named {self.name}"

    def label(self, study: Study) -> Labelled:
        """Read the mask of a case.

        Raises:
            VolumeError: If there is none, it is refused, or it does not lie on the case's grid.
        """
        path = next((path for ending in ENDINGS if (path := self._folder / f"{study.name}{ending}").is_file()), None)
        if path is None:
            raise VolumeError(f"{self._folder} holds no mask of case {study.name}.")
        mask = read_labels(path, task=self._task, limits=_LIMITS)
        difference = mask.grid.difference(study.truth.grid, name=path.name, other_name="the expert's mask")
        if difference is not None:
            raise VolumeError(f"Case {study.name}: {difference}.")
        return Labelled(labels=mask.data)
