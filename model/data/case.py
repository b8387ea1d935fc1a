"""One patient's channels and expert mask, whatever files they lie in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import numpy as np

from model.data.annotated_slices import AnnotatedSlices
from model.data.label_scheme import BRATS, LabelScheme, apply_scheme, object_numbers
from model.data.nifti_file import NiftiFile
from model.errors import VolumeError
from model.tasks.card import TaskCard
from model.volumes.labels import LabelVolume
from model.volumes.read import Volume

__all__ = ["Case", "FileFormat"]


class FileFormat(Protocol):
    """A way to read the files of a case."""

    def read(self, path: Path, *, components: Sequence[int]) -> tuple[Volume, ...]:
        """Read some components of a file, each a volume; a file of one volume has component 0 alone."""
        ...


@dataclass(frozen=True)
class Case:
    """The files of one case, and how to read them.

    Attributes:
        name: Of the case, unique in its data set.
        channels: Channel id (`flair`, `t1`, `t1ce`, `t2`) to file; several may lie in one file.
        labels: The expert's mask, or None for a case without one.
        components: Channel id to its place in its file; 0 where it is not named.
        format: Reads the files.
        scheme: What the numbers in the mask mean.
        annotated: The slices that were annotated; None where the mask itself says all.
    """

    name: str
    channels: Mapping[str, Path]
    labels: Path | None
    components: Mapping[str, int] = field(default_factory=dict)
    format: FileFormat = field(default_factory=NiftiFile)
    scheme: LabelScheme = BRATS
    annotated: AnnotatedSlices | None = None

    @property
    def files(self) -> tuple[Path, ...]:
        """Every file once, the mask last."""
        masks = () if self.labels is None else (self.labels,)
        return (*dict.fromkeys(self.channels.values()), *masks)

    def read_channels(self, ids: Sequence[str]) -> dict[str, Volume]:
        """Read some channels, each file once.

        Args:
            ids: Of channels that the case has.

        Returns:
            Volumes by channel id, in the order asked for, on one canonical grid.

        Raises:
            VolumeError: If a file is refused or the channels do not lie on one grid.
        """
        by_file: dict[Path, list[str]] = {}
        for channel in ids:
            by_file.setdefault(self.channels[channel], []).append(channel)
        found: dict[str, Volume] = {}
        for path, channels in by_file.items():
            components = [self.components.get(channel, 0) for channel in channels]
            found.update(zip(channels, self.format.read(path, components=components), strict=True))
        first, *others = ids
        for channel in others:
            self._compare(found[channel], found[first], name=channel, other_name=first)
        return {channel: found[channel] for channel in ids}

    def read_labels(self, *, task: TaskCard) -> LabelVolume:
        """Read the expert's mask in the labels of a task, and which voxels were annotated where not all were.

        Args:
            task: Says how each label is stored.

        Raises:
            ValueError: If the case has no mask.
            VolumeError: If the file is refused or holds a label that the task does not know.
        """
        if self.labels is None:
            raise ValueError(f"Case {self.name} has no expert mask.")
        (volume,) = self.format.read(self.labels, components=(0,))
        try:
            data = apply_scheme(volume.data, scheme=self.scheme, task=task)
        except VolumeError as error:
            raise VolumeError(f"{self.name}: {error}") from error
        known = ~np.isin(volume.data, list(self.scheme.unlabelled)) if self.scheme.unlabelled else None
        if self.annotated is not None:
            shown = self.annotated.mask(data.shape)
            known = shown if known is None else known & shown
        if known is not None and known.all():
            known = None
        return LabelVolume(
            # Background where nobody said what is there, so that nothing unknown is ever shown to a network.
            data=data if known is None else np.where(known, data, np.uint8(0)),
            grid=volume.grid,
            orientation=volume.orientation,
            header=volume.header,
            parts=None if self.scheme.numbered is None else object_numbers(volume.data),
            known=known,
        )

    def read_study(self, *, task: TaskCard) -> tuple[dict[str, Volume], LabelVolume]:
        """Read every channel of a task, and the expert's mask on the same grid.

        Args:
            task: Its channels and labels.

        Raises:
            ValueError: If the case has no mask.
            VolumeError: If a file is refused, or lies on another grid.
        """
        channels = self.read_channels(task.channel_ids)
        labels = self.read_labels(task=task)
        first = task.channel_ids[0]
        self._compare(labels, channels[first], name="the mask", other_name=first)
        return channels, labels

    def _compare(self, volume: Volume | LabelVolume, other: Volume, *, name: str, other_name: str) -> None:
        difference = volume.grid.difference(other.grid, name=name, other_name=other_name)
        if difference is not None:
            raise VolumeError(f"{self.name}: the files do not lie on one grid. {difference}.")
