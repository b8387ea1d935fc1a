from __future__ import annotations

import numpy as np
import pytest

from model.inference.calibration import Calibration
from model.inference.confidence import expected_dice, expected_region_dice, region_confidence, uncertain_regions
from model.tasks.card import TaskCard


def _probabilities(*regions: list[float]) -> np.ndarray:
    return np.array(regions, np.float32).T[None, None]


def test_the_expected_dice_is_that_of_many_draws_from_the_probabilities() -> None:
    random = np.random.default_rng(0)
    probability = random.uniform(0, 1, (20, 20, 20)).astype(np.float32) ** 2
    mask = probability >= 0.5
    draws = random.random((60, *probability.shape)) < probability
    dice = [2 * (draw & mask).sum() / (draw.sum() + mask.sum()) for draw in draws]
    assert expected_dice(probability, mask=mask) == pytest.approx(np.mean(dice), abs=0.01)


def test_sure_masks_promise_one_and_empty_ones_nothing() -> None:
    sure = np.array([[[0.0, 1.0, 1.0]]], np.float32)
    assert expected_dice(sure, mask=sure > 0) == 1.0
    assert expected_dice(sure, mask=np.zeros(sure.shape, bool)) is None


def test_inner_regions_count_inside_outer_ones_alone(brain_tumour: TaskCard) -> None:
    probabilities = _probabilities([0.9, 0.9, 0.1], [0.9, 0.1, 0.1], [0.1, 0.9, 0.9])
    expected = expected_region_dice(probabilities, task=brain_tumour)
    assert expected["WT"] == pytest.approx(2 * 1.8 / (1.9 + 2))
    assert expected["TC"] == pytest.approx(2 * 0.9 / (1.1 + 1))
    assert expected["ET"] is None


def test_the_line_of_the_weights_turns_promise_into_confidence_between_zero_and_one(brain_tumour: TaskCard) -> None:
    probabilities = _probabilities([0.9, 0.9], [0.9, 0.1], [0.9, 0.1])
    calibration = Calibration(line={"WT": (0.5, 0.1), "TC": (9.0, 0.0), "ET": (1.0, -2.0)})
    confidence = region_confidence(probabilities, task=brain_tumour, calibration=calibration)
    assert confidence["WT"] == pytest.approx(0.5 * 2 * 1.8 / 3.8 + 0.1)
    assert (confidence["TC"], confidence["ET"]) == (1.0, 0.0)


def test_where_nothing_was_found_the_confidence_is_that_there_is_nothing(brain_tumour: TaskCard) -> None:
    probabilities = _probabilities([0.9, 0.9], [0.3, 0.1], [0.01, 0.02])
    confidence = region_confidence(probabilities, task=brain_tumour, calibration=Calibration())
    assert confidence["TC"] == pytest.approx(0.7)
    assert confidence["ET"] == pytest.approx(0.98)


def test_regions_below_their_threshold_are_flagged_and_others_never(brain_tumour: TaskCard) -> None:
    confidence, thresholds = {"WT": 0.8, "TC": 0.4, "ET": 0.0}, {"WT": 0.7, "TC": 0.5}
    every = brain_tumour.channel_ids
    assert uncertain_regions(confidence, thresholds=thresholds, present=every, task=brain_tumour) == ("TC",)


def test_a_region_that_lacks_a_channel_it_needs_is_flagged_however_sure_the_network_is(brain_tumour: TaskCard) -> None:
    sure = {"WT": 1.0, "TC": 1.0, "ET": 1.0}
    without = [channel for channel in brain_tumour.channel_ids if channel != "t1ce"]
    assert uncertain_regions(sure, thresholds={}, present=without, task=brain_tumour) == ("TC", "ET")


def test_a_region_that_was_found_but_not_drawn_is_flagged_whatever_its_confidence(brain_tumour: TaskCard) -> None:
    sure = {"WT": 1.0, "TC": 1.0, "ET": 1.0}
    every = brain_tumour.channel_ids
    assert uncertain_regions(sure, thresholds={}, present=every, task=brain_tumour, doubted=["ET"]) == ("ET",)
