from __future__ import annotations

import numpy as np
import pytest

from model.metrics.dice import dice, label_dice, region_dice
from model.tasks.card import TaskCard

EMPTY = np.zeros(4, bool)


def test_is_twice_the_overlap_over_the_sum() -> None:
    assert dice(np.array([1, 1, 1, 0], bool), np.array([0, 1, 1, 1], bool)) == pytest.approx(4 / 6)


def test_two_empty_masks_agree() -> None:
    assert dice(EMPTY, EMPTY) == 1.0


def test_an_empty_and_a_full_mask_disagree() -> None:
    assert dice(EMPTY, ~EMPTY) == 0.0
    assert dice(~EMPTY, EMPTY) == 0.0


def test_refuses_masks_of_different_shapes() -> None:
    with pytest.raises(ValueError, match="must have the shape"):
        dice(EMPTY, np.zeros(5, bool))


def test_regions_are_unions_of_labels(brain_tumour: TaskCard) -> None:
    truth = np.array([1, 2, 4, 0], np.uint8)
    guess = np.array([2, 2, 4, 0], np.uint8)
    assert region_dice(truth, guess, task=brain_tumour) == {"WT": 1.0, "TC": pytest.approx(2 / 3), "ET": 1.0}


def test_labels_are_measured_one_by_one(brain_tumour: TaskCard) -> None:
    truth = np.array([1, 1, 2, 0], np.uint8)
    guess = np.array([1, 2, 2, 0], np.uint8)
    assert label_dice(truth, guess, task=brain_tumour) == {
        "NCR": pytest.approx(2 / 3),
        "ED": pytest.approx(2 / 3),
        "ET": 1.0,
    }
