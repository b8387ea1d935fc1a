from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from model.evaluation.evaluate_case import evaluate_case, measure_case
from model.evaluation.study import Study
from model.tasks.card import TaskCard
from tests.model.evaluation.conftest import Expert


def test_the_experts_own_mask_is_perfect(study: Study, expert: Expert, brain_tumour: TaskCard) -> None:
    result, labelled = evaluate_case(study, labeller=expert, task=brain_tumour)
    assert result.name == study.name
    for region in brain_tumour.regions:
        assert result.regions[region.id] == {name: 0.0 if name == "hd95" else 1.0 for name in brain_tumour.metrics}
    assert (result.mean_dice, result.mean_iou, result.accuracy) == (1.0, 1.0, 1.0)
    assert result.label_dice == {"NCR": 1.0, "ED": 1.0, "ET": 1.0}
    assert result.true_ml == result.predicted_ml
    np.testing.assert_array_equal(labelled.labels, study.truth.data)


def test_distances_and_volumes_are_in_the_units_of_the_patient(study: Study, brain_tumour: TaskCard) -> None:
    labels = np.roll(study.truth.data, 1, axis=0)
    result = measure_case(study, labels, task=brain_tumour, seconds=3.0)
    # The voxels measure 2 mm, and nothing left the volume by being moved.
    assert result.regions["WT"]["hd95"] == pytest.approx(2.0)
    assert result.true_ml["WT"] == pytest.approx(np.count_nonzero(study.truth.data) * 8e-3)
    assert result.predicted_ml["WT"] == pytest.approx(result.true_ml["WT"])
    assert result.seconds == 3.0


def test_what_nobody_annotated_is_not_held_against_a_mask(study: Study, brain_tumour: TaskCard) -> None:
    known = np.ones_like(study.truth.data, bool)
    known[:, :, : known.shape[2] // 2] = False
    truth = dataclasses.replace(study.truth, data=np.where(known, study.truth.data, np.uint8(0)), known=known)
    partial = dataclasses.replace(study, truth=truth)
    wrong_elsewhere = np.where(known, truth.data, np.uint8(4))
    result = measure_case(partial, wrong_elsewhere, task=brain_tumour, seconds=0.0)
    assert {metrics["dice"] for metrics in result.regions.values()} == {1.0}
