"""A case in memory: its channels and what the expert drew."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from model.data.case import Case
from model.errors import VolumeError
from model.tasks.card import TaskCard
from model.volumes.labels import LabelVolume
from model.volumes.read import Volume


@dataclass(frozen=True, kw_only=True, eq=False)
class Study:
    """Hold a case that can be measured.

    Args:
        name: Of the case.
        channels: Volumes by channel id, all on one canonical grid.
        truth: The expert's labels on that grid.
    """

    name: str
    channels: Mapping[str, Volume]
    truth: LabelVolume

    def only(self, channels: Sequence[str]) -> Study:
        """Return the same case as if the other channels had not been taken."""
        return replace(self, channels={channel: self.channels[channel] for channel in channels})


def read_study(case: Case, *, task: TaskCard) -> Study:
    """Read a case.

    Args:
        case: With an expert mask.
        task: Its channels and labels.

    Raises:
        ValueError: If the case has no mask.
        VolumeError: If a file is refused, or the mask does not lie on the grid of the channels.
    """
    channels = case.read_channels(task.channel_ids)
    truth = case.read_labels(task=task)
    first = task.channels[0]
    difference = truth.grid.difference(channels[first.id].grid, name="the mask", other_name=first.name)
    if difference is not None:
        raise VolumeError(f"Case {case.name}: {difference}.")
    return Study(name=case.name, channels=channels, truth=truth)
