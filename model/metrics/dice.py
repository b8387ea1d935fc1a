"""Dice's overlap of two masks."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from model.metrics.counts import Counts, count_voxels
from model.tasks.card import TaskCard


def dice(truth: NDArray[np.bool_], prediction: NDArray[np.bool_]) -> float:
    """Return twice the overlap over the sum of both; 1 where both are empty, 0 where one is.

    Args:
        truth: The expert's mask, any shape.
        prediction: The mask to judge, same shape.

    Raises:
        ValueError: If the shapes differ.

    Source:
        BraTS until 2022, for empty masks; Dice 1945.
    """
    return dice_of_counts(count_voxels(truth, prediction))


def dice_of_counts(counts: Counts) -> float:
    """Return Dice's overlap of two masks that are counted already."""
    total = counts.truth + counts.prediction
    return 1.0 if total == 0 else 2.0 * counts.both / total


def region_dice(truth: NDArray[np.uint8], prediction: NDArray[np.uint8], *, task: TaskCard) -> Mapping[str, float]:
    """Return the Dice of each region of a task.

    Args:
        truth: The expert's labels.
        prediction: The labels to judge, same shape.
        task: Says which labels make up a region.
    """
    return {
        region.id: dice(np.isin(truth, region.labels), np.isin(prediction, region.labels)) for region in task.regions
    }


def label_dice(truth: NDArray[np.uint8], prediction: NDArray[np.uint8], *, task: TaskCard) -> Mapping[str, float]:
    """Return the Dice of each label of a task, background aside.

    Args:
        truth: The expert's labels.
        prediction: The labels to judge, same shape.
        task: Its labels.
    """
    return {label.id: dice(truth == label.value, prediction == label.value) for label in task.labels}
