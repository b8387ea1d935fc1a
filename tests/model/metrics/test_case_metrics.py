"""Every metric at once, checked against MedPy, which others keep."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from medpy.metric import binary
from numpy.typing import NDArray

from model.metrics.case_metrics import case_metrics
from model.metrics.hd95 import WORST_MM
from model.tasks.card import TaskCard

SHAPE = (48, 44, 40)


def _ball(
    centre: tuple[float, float, float], radius: float, *, spacing: tuple[float, float, float]
) -> NDArray[np.bool_]:
    """Return the voxels within some millimetres of a point given in voxels."""
    squares = [
        ((np.arange(size) - middle) * step) ** 2 for size, middle, step in zip(SHAPE, centre, spacing, strict=True)
    ]
    x, y, z = np.meshgrid(*squares, indexing="ij")
    inside: NDArray[np.bool_] = x + y + z <= radius**2
    return inside


def _tumour(
    centre: tuple[float, float, float], radius: float, *, spacing: tuple[float, float, float]
) -> NDArray[np.uint8]:
    """Return oedema around a core with an enhancing middle."""
    labels = np.zeros(SHAPE, np.uint8)
    for share, value in ((1.0, 2), (0.7, 1), (0.4, 4)):
        labels[_ball(centre, radius * share, spacing=spacing)] = value
    return labels


@pytest.mark.parametrize("spacing", [(1.0, 1.0, 1.0), (0.9, 0.9, 2.5), (3.0, 0.5, 1.0)])
@pytest.mark.parametrize("shift", [0, 3, 11])
def test_agrees_with_medpy_on_shifted_balls(
    brain_tumour: TaskCard, spacing: tuple[float, float, float], shift: int
) -> None:
    truth = _tumour((20, 21, 19), 12.0, spacing=spacing)
    guess = _tumour((20 + shift, 22, 18), 10.0, spacing=spacing)
    rng = np.random.default_rng(shift)
    guess[rng.random(SHAPE) < 0.001] = 4

    measured = case_metrics(truth, guess, task=brain_tumour, spacing=spacing)

    for region in brain_tumour.regions:
        one, other = np.isin(guess, region.labels), np.isin(truth, region.labels)
        expected = {
            "dice": binary.dc(one, other),
            "iou": binary.jc(one, other),
            "hd95": binary.hd95(one, other, voxelspacing=spacing),
            "sensitivity": binary.sensitivity(one, other),
            "specificity": binary.specificity(one, other),
            "precision": binary.precision(one, other),
        }
        assert {name: measured[region.id][name] for name in expected} == pytest.approx(expected), region.id


def test_knows_the_answer_for_two_cubes(brain_tumour: TaskCard) -> None:
    truth, guess = np.zeros((2, 20, 20, 20), np.uint8)
    truth[4:8, 4:8, 4:8] = 4
    guess[6:10, 4:8, 4:8] = 4

    measured = case_metrics(truth, guess, task=brain_tumour, spacing=(2.0, 1.0, 1.0))

    assert measured["WT"] == measured["TC"] == measured["ET"]
    # Half of each cube overlaps, and the far faces lie two voxels of 2 mm apart.
    assert measured["ET"] == pytest.approx(
        {
            "dice": 0.5,
            "iou": 1 / 3,
            "hd95": 4.0,
            "sensitivity": 0.5,
            "specificity": 1 - 32 / (20**3 - 64),
            "precision": 0.5,
            "lesion_dice": 0.5,
        }
    )


def test_empty_regions_have_the_best_or_the_worst_value(brain_tumour: TaskCard) -> None:
    truth, guess = np.zeros((2, 8, 8, 8), np.uint8)
    truth[2:4, 2:4, 2:4] = 2
    guess[2:4, 2:4, 2:4] = 1

    measured = case_metrics(truth, guess, task=brain_tumour, spacing=(1.0, 1.0, 1.0))

    assert measured["WT"]["dice"] == 1.0
    false_alarm, both_empty = measured["TC"], measured["ET"]
    assert (false_alarm["dice"], false_alarm["iou"], false_alarm["hd95"]) == (0.0, 0.0, WORST_MM)
    assert (false_alarm["sensitivity"], false_alarm["precision"]) == (0.0, 0.0)
    assert set(both_empty) == set(brain_tumour.metrics)
    assert [both_empty[name] for name in brain_tumour.metrics] == [
        0.0 if name == "hd95" else 1.0 for name in both_empty
    ]


def test_refuses_a_card_with_an_unknown_metric(brain_tumour: TaskCard) -> None:
    labels = np.zeros((4, 4, 4), np.uint8)
    task = dataclasses.replace(brain_tumour, metrics=("dice", "beauty"))
    with pytest.raises(ValueError, match=r"must be one of the metrics .*Received: name=beauty"):
        case_metrics(labels, labels, task=task, spacing=(1.0, 1.0, 1.0))


def test_refuses_masks_of_different_shapes(brain_tumour: TaskCard) -> None:
    with pytest.raises(ValueError, match="must have the shape"):
        case_metrics(
            np.zeros((4, 4, 4), np.uint8), np.zeros((4, 4, 5), np.uint8), task=brain_tumour, spacing=(1.0, 1.0, 1.0)
        )
