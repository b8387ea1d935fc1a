"""Which regions suffer when a study lacks one of the task's channels."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from model.tasks.card import Channel, Region, TaskCard

__all__ = ["MissingChannel", "find_missing"]


@dataclass(frozen=True, kw_only=True)
class MissingChannel:
    """Hold a channel that was not given, and what that means.

    Args:
        channel: which one.
        regions: those that become clearly worse without it, in the order of the task.
    """

    channel: Channel
    regions: tuple[Region, ...]

    @property
    def message(self) -> str:
        """The same in a radiologist's words."""
        if not self.regions:
            return f"No {self.channel.name} volume was given."
        return f"No {self.channel.name} volume was given: {_enumerate(self.regions)} will be less exact."


def find_missing(present: Collection[str], *, task: TaskCard) -> tuple[MissingChannel, ...]:
    """Find the channels that were not given, in the order of the task.

    Args:
        present: ids of the channels that were given.
        task: says which regions need which channels.
    """
    return tuple(
        MissingChannel(channel=channel, regions=tuple(region for region in task.regions if channel.id in region.needs))
        for channel in task.channels
        if channel.id not in present
    )


def _enumerate(regions: Sequence[Region]) -> str:
    """Join names as in a sentence."""
    words = [region.name.lower() for region in regions]
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
