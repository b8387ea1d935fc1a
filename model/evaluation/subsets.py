"""What is left where channels are missing."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

from model.evaluation.labeller import Labeller
from model.evaluation.study import Study
from model.metrics.dice import region_dice
from model.tasks.card import TaskCard

Subset = tuple[str, ...]


def channel_subsets(task: TaskCard) -> tuple[Subset, ...]:
    """Return every set of at least one channel, the largest first, each in the order of the card.

    Args:
        task: Its channels.
    """
    channels = task.channel_ids
    return tuple(subset for count in range(len(channels), 0, -1) for subset in combinations(channels, count))


def subset_dice(study: Study, subset: Subset, *, labeller: Labeller, task: TaskCard) -> Mapping[str, float]:
    """Return the Dice of each region where only some channels were taken.

    Args:
        study: The case, with all of its channels.
        subset: Those that are left.
        labeller: What to measure.
        task: Its regions.
    """
    return region_dice(study.truth.data, labeller.label(study.only(subset)).labels, task=task)
