"""Intersection over union, averaged over every class, background included."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from model.metrics.counts import count_voxels
from model.metrics.iou import iou
from model.tasks.card import TaskCard


def mean_iou(truth: NDArray[np.uint8], prediction: NDArray[np.uint8], *, task: TaskCard) -> float:
    """Return the mean over background and labels of the intersection over union of each.

    A class that neither mask holds counts as 1, as everywhere here; leaving it out would make cases with few classes
    weigh differently.

    Args:
        truth: The expert's labels, any shape.
        prediction: The labels to judge, same shape.
        task: Its labels.

    Raises:
        ValueError: If the shapes differ.
    """
    values = [0, *(label.value for label in task.labels)]
    return float(np.mean([iou(count_voxels(truth == value, prediction == value)) for value in values]))
