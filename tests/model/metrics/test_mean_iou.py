from __future__ import annotations

import numpy as np
import pytest

from model.metrics.mean_iou import mean_iou
from model.tasks.card import TaskCard


def test_counts_background_and_every_label_alike(brain_tumour: TaskCard) -> None:
    truth = np.array([0, 0, 1, 1, 2, 2, 4, 4], np.uint8)
    prediction = np.array([0, 1, 1, 1, 2, 4, 4, 4], np.uint8)
    # 0: 1 of 2, 1: 2 of 3, 2: 1 of 2, 4: 2 of 3.
    assert mean_iou(truth, prediction, task=brain_tumour) == pytest.approx((1 / 2 + 2 / 3 + 1 / 2 + 2 / 3) / 4)


def test_a_class_that_neither_holds_is_agreed_on(brain_tumour: TaskCard) -> None:
    truth = np.array([0, 0, 2, 2], np.uint8)
    prediction = np.array([0, 2, 2, 2], np.uint8)
    assert mean_iou(truth, prediction, task=brain_tumour) == pytest.approx((1 / 2 + 1 + 2 / 3 + 1) / 4)


def test_refuses_masks_of_different_shapes(brain_tumour: TaskCard) -> None:
    with pytest.raises(ValueError, match="must have the shape"):
        mean_iou(np.zeros(4, np.uint8), np.zeros(5, np.uint8), task=brain_tumour)
