"""A study as the network reads it."""

from __future__ import annotations

from collections.abc import Mapping

from model.inference.preprocess import Prepared, prepare
from model.tasks.card import TaskCard
from model.volumes.read import Volume

__all__ = ["prepare_study"]


def prepare_study(channels: Mapping[str, Volume], *, task: TaskCard) -> Prepared:
    """Prepare a study that has every channel.

    Args:
        channels: In the order of the task's, all on one grid.
        task: Its spacing and scaling.
    """
    volumes = tuple(channels.values())
    return prepare(
        [volume.data for volume in volumes],
        spacing=volumes[0].grid.spacing,
        target=task.spacing,
        scaling=task.scaling,
    )
