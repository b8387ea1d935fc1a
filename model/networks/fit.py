"""What a network is built with for a task, and whether the two go together."""

from __future__ import annotations

from typing import Any

from model.inference.decode import lie_apart
from model.networks.registry import NETWORKS, NetworkEntry
from model.tasks.card import NetworkCard, TaskCard

__all__ = ["check_pair", "fit_counts", "fit_network", "fit_patch"]


def fit_network(name: str, *, task: TaskCard, softmax: bool = False) -> NetworkCard:
    """Return a network with the channels that a task has, one logit for each of its regions, and padded convolutions.

    A network of images is run slice by slice.

    Args:
        name: One of `NETWORKS`.
        task: Its channels and regions.
        softmax: Whether background and regions share a softmax, for which there is one logit more.

    Raises:
        ValueError: If no network has this name.
    """
    counts = fit_counts(name, task=task, softmax=softmax)
    return NetworkCard(name=name, arguments={**counts, **NETWORKS[name].padded})


def fit_counts(name: str, *, task: TaskCard, softmax: bool = False) -> dict[str, Any]:
    """Return the arguments of a network's builder that a task decides.

    Args:
        name: One of `NETWORKS`.
        task: Its channels and regions.
        softmax: As for `fit_network`.

    Raises:
        ValueError: If no network has this name.
    """
    entry = _entry(name)
    # The mask of where the image is not background follows the task's own channels.
    channels = len(task.channels) + (0 if entry.mask_channel else 1)
    counts: dict[str, Any] = {"channels": channels, entry.output: len(task.regions) + (1 if softmax else 0)}
    return {**counts, "head": "softmax"} if softmax else counts


def fit_patch(name: str, *, patch: tuple[int, int, int]) -> tuple[int, int, int]:
    """Return the smallest patch that is no smaller than a recipe's, and that a network with its usual widths can halve.

    Args:
        name: One of `NETWORKS`.
        patch: Voxels along x, y, z.

    Raises:
        ValueError: If the network is one of volumes and the patch a single slice.
    """
    entry = _entry(name)
    if entry.dimensions == 3 and patch[2] == 1:
        images = ", ".join(sorted(other.name for other in NETWORKS.values() if other.dimensions == 2))
        raise ValueError(
            f"{name} is a network of volumes, and the recipe's patches are single slices, "
            f"{' x '.join(map(str, patch))}. Choose a network of images: {images}."
        )
    x, y, z = (
        -(-size // entry.multiple) * entry.multiple if axis < entry.dimensions else size
        for axis, size in enumerate(patch)
    )
    return x, y, z


def check_pair(name: str, *, task: TaskCard, softmax: bool = False) -> None:
    """Refuse a network, or a softmax, that cannot say what a task's regions are.

    Args:
        name: One of `NETWORKS`.
        task: Its regions.
        softmax: Whether background and regions share a softmax.

    Raises:
        ValueError: If the regions nest where they must lie apart, or lie apart where they must nest; or if the network
            makes those nest that a softmax tells apart.
    """
    apart = lie_apart(task)
    regions = ", ".join(region.id for region in task.regions)
    if softmax and not apart:
        raise ValueError(
            f"The recipe has a softmax, in which a voxel is of one region alone, and the regions of {task.id} lie "
            f"within one another: {regions}. Choose a recipe with another loss."
        )
    if _entry(name).nested and apart and len(task.regions) > 1:
        raise ValueError(
            f"{name} gives regions that lie within one another, and those of {task.id} lie apart: {regions}. Choose "
            "another network."
        )
    if softmax and _entry(name).nested:
        raise ValueError(
            f"The recipe has a softmax over background and regions, in which a voxel is of one alone, and {name} makes "
            "its logits those of regions that lie within one another. Choose another network."
        )


def _entry(name: str) -> NetworkEntry:
    if name not in NETWORKS:
        raise ValueError(f"There is no network {name!r}. Known networks: {', '.join(sorted(NETWORKS))}.")
    return NETWORKS[name]
