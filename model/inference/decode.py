"""From the probabilities of regions to labels."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from model.tasks.card import TaskCard


def decode(probabilities: NDArray[np.float32], *, task: TaskCard, threshold: float = 0.5) -> NDArray[np.uint8]:
    """Decide the label of every voxel.

    Regions that nest are decided outer first, so that an inner one never leaves the outer one; of regions that lie
    apart, the most probable one.

    Args:
        probabilities: Shape `(x, y, z, regions)`, in the order of the task's regions.
        task: Its regions: outer to inner, each holding the next, or of one label each.
        threshold: A voxel belongs to a region from this probability on; not asked where regions share a softmax.

    Returns:
        Labels `(x, y, z)`.

    Raises:
        ValueError: If the regions neither lie apart nor nest with one label between each and the next.
    """
    if lie_apart(task):
        values = np.array([region.labels[0] for region in task.regions], np.uint8)
        best = probabilities.argmax(axis=-1)
        # In a softmax the background is a class like any other, and what the regions leave is its share.
        least = 1.0 - probabilities.sum(axis=-1) if task.network.has_softmax else threshold
        return np.where(probabilities.max(axis=-1) >= least, values[best], np.uint8(0))
    labels = np.zeros(probabilities.shape[:-1], np.uint8)
    inside = np.ones(labels.shape, bool)
    for index, value in enumerate(shell_labels(task)):
        inside &= probabilities[..., index] >= threshold
        labels[inside] = value
    return labels


def lie_apart(task: TaskCard) -> bool:
    """Say whether every region is a label of its own."""
    labels = [label for region in task.regions for label in region.labels]
    return all(len(region.labels) == 1 for region in task.regions) and len(set(labels)) == len(labels)


def shell_labels(task: TaskCard) -> tuple[int, ...]:
    """Return for each region the label that it has and the next, inner region has not.

    Args:
        task: Its regions, outer to inner.

    Raises:
        ValueError: If there is not exactly one such label.
    """
    sets = [set(region.labels) for region in task.regions]
    shells = []
    for outer, inner in zip(sets, [*sets[1:], set[int]()], strict=True):
        rest = outer - inner
        if len(rest) != 1 or not inner <= outer:
            raise ValueError(f"`task` must have regions that nest, one label apart. Received: {sets}")
        shells.append(rest.pop())
    return tuple(shells)
