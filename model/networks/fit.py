"""What a network is built with for a task."""

from __future__ import annotations

from typing import Any

from model.networks.registry import NETWORKS
from model.tasks.card import NetworkCard, TaskCard

__all__ = ["fit_network"]


def fit_network(name: str, *, task: TaskCard) -> NetworkCard:
    """Return a network with the channels that a task has, one logit for each of its regions, and padded convolutions.

    A network of images is run slice by slice.

    Args:
        name: One of `NETWORKS`.
        task: Its channels and regions.

    Raises:
        ValueError: If no network has this name.
    """
    if name not in NETWORKS:
        raise ValueError(f"There is no network {name!r}. Known networks: {', '.join(sorted(NETWORKS))}.")
    entry = NETWORKS[name]
    # The mask of where the image is not background follows the task's own channels.
    channels = len(task.channels) + (0 if entry.mask_channel else 1)
    arguments: dict[str, Any] = {"channels": channels, entry.output: len(task.regions), **entry.padded}
    return NetworkCard(name=name, arguments=arguments)
