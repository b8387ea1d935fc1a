"""What one segmentation task is: its inputs, its labels, how they are shown and what makes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from model.tasks.prediction_card import AS_MEMORY_ALLOWS, PredictionCard

__all__ = ["Channel", "Label", "NetworkCard", "Region", "TaskCard"]


@dataclass(frozen=True, kw_only=True)
class Channel:
    """Describe one input volume.

    Args:
        id: name in forms, files and addresses, such as "t1ce".
        name: name for people, such as "T1ce".
        patterns: runs of file name tokens that mean this channel, joined by "-", such as "t1-ce".
    """

    id: str
    name: str
    patterns: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Label:
    """Describe one voxel value of a mask.

    Args:
        value: how it is stored.
        id: short name, such as "ET".
        name: name for people.
        also_read: values that other data sets use for it.
    """

    value: int
    id: str
    name: str
    also_read: tuple[int, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Region:
    """Describe a union of labels that is shown and measured as one.

    Args:
        id: short name, such as "WT".
        name: name for people.
        labels: values of its labels.
        colour: "#rrggbb".
        colour_blind_colour: "#rrggbb" that stays apart from the others without red-green vision.
        needs: ids of the channels without which it becomes clearly worse.
        seen_on: id of the channel that shows it best to the eye; None where none stands out.
    """

    id: str
    name: str
    labels: tuple[int, ...]
    colour: str
    colour_blind_colour: str
    needs: tuple[str, ...] = ()
    seen_on: str | None = None


@dataclass(frozen=True, kw_only=True)
class NetworkCard:
    """Name a network and what to build it with.

    Args:
        name: module of `model.networks`, such as "unet3d".
        arguments: keyword arguments of its builder.
    """

    name: str
    arguments: Mapping[str, Any]

    @property
    def has_softmax(self) -> bool:
        """Whether background and regions share one softmax; each region has a sigmoid of its own otherwise."""
        return self.arguments.get("head") == "softmax"


@dataclass(frozen=True, kw_only=True)
class TaskCard:
    """Hold everything that tells one segmentation task from another.

    Args:
        id: name in addresses and on the command line.
        name: name for people.
        description: one sentence for people.
        channels: input volumes, in the order of the network's input; the first one's file is the uploaded grid.
        labels: voxel values of a mask, background aside.
        regions: what is shown and measured, drawn in this order.
        network: what segments.
        weights: stem of the files in the weights folder.
        spacing: voxel size that the network works at, mm along x, y, z.
        metrics: names of the metrics that are reported.
        scaling: what the network reads a channel's values in, one of `model.inference.scaling`.
        measured: id of the region whose lesions are measured in two diameters; None where that has no use.
        ejecting: ids of the regions whose volumes at two moments of the heart's cycle give an ejection fraction.
        readers: modules of `model.data` that find its cases for training and measuring.
        prediction: how the network is run over an image.
        pictures: whether its images are pictures, which are volumes of one slice.
        subject: what its images are of; a sample is kept as a patient is, but has neither birth date nor sex.
        served: whether the product offers it; one without weights that ship is trained and measured alone, until an
            installation has weights of its own.
        intended_use: what weights for it are for, and what they are not for.
    """

    id: str
    name: str
    description: str
    channels: tuple[Channel, ...]
    labels: tuple[Label, ...]
    regions: tuple[Region, ...]
    network: NetworkCard
    weights: str
    spacing: tuple[float, float, float]
    metrics: tuple[str, ...]
    scaling: str = "z-score"
    measured: str | None = None
    ejecting: tuple[str, ...] = ()
    readers: tuple[str, ...] = ()
    prediction: PredictionCard = AS_MEMORY_ALLOWS
    pictures: bool = False
    subject: Literal["patient", "sample"] = "patient"
    served: bool = True
    intended_use: str = ""

    @property
    def channel_ids(self) -> tuple[str, ...]:
        """Ids of the channels, in the order of the network's input."""
        return tuple(channel.id for channel in self.channels)

    @property
    def channel_names(self) -> dict[str, str]:
        """Names for people, by channel id."""
        return {channel.id: channel.name for channel in self.channels}

    @property
    def train_command(self) -> str:
        """What makes weights for it, from cases in DIR that SPLITS.json divides."""
        return f"neuroslice train --task {self.id} --data DIR --splits SPLITS.json --out RUN"

    def to_public(self) -> dict[str, Any]:
        """Give what a client needs to know, ready for JSON."""
        return {
            "id": self.id,
            "name": self.name,
            "description": self.description,
            "channels": [
                {"id": channel.id, "name": channel.name, "patterns": list(channel.patterns)}
                for channel in self.channels
            ],
            "labels": [{"value": label.value, "id": label.id, "name": label.name} for label in self.labels],
            "regions": [
                {
                    "id": region.id,
                    "name": region.name,
                    "labels": list(region.labels),
                    "colour": region.colour,
                    "colour_blind_colour": region.colour_blind_colour,
                    "needs": list(region.needs),
                    "seen_on": region.seen_on,
                }
                for region in self.regions
            ],
            "measured": self.measured,
            "pictures": self.pictures,
            "subject": self.subject,
            "served": self.served,
            "train_command": None if self.served else self.train_command,
        }
