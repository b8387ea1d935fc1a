"""Every metric that a task card can ask for."""

from __future__ import annotations

import numpy as np
import pytest

from model.metrics.catalogue import METRICS, Masks, Metric, get_metric

EMPTY = np.zeros((4, 4, 4), bool)
HALF = EMPTY.copy()
HALF[:2] = True
# What is judged is which pixels their borders part, not which pixels they hold.
BORDERS = {"rand_error", "warping_error", "rand_score", "information_score"}
# Specificity looks at what lies outside a mask, which an empty one has plenty of; SEG at true objects alone.
OTHERS = {"hd95", "specificity", "pixel_error", "seg"}
OVERLAPS = [metric for metric in METRICS.values() if metric.id not in OTHERS | BORDERS]


def _masks(truth: np.ndarray, prediction: np.ndarray) -> Masks:
    return Masks(truth=truth, prediction=prediction, spacing=(4.0, 4.0, 4.0))


@pytest.mark.parametrize("metric", METRICS.values(), ids=METRICS)
def test_a_mask_is_best_at_being_itself(metric: Metric) -> None:
    itself = metric.measure(_masks(HALF, HALF))
    assert itself == (1.0 if metric.higher_is_better else 0.0)
    if metric.id in BORDERS:
        return
    other = metric.measure(_masks(HALF, ~HALF))
    assert other < itself if metric.higher_is_better else other > itself


@pytest.mark.parametrize("metric", OVERLAPS, ids=lambda metric: metric.id)
@pytest.mark.parametrize(
    ("truth", "prediction", "expected"),
    [(EMPTY, EMPTY, 1.0), (EMPTY, HALF, 0.0), (HALF, EMPTY, 0.0)],
    ids=["both empty", "nothing to find", "nothing found"],
)
def test_an_empty_mask_is_never_a_gap(
    metric: Metric, truth: np.ndarray, prediction: np.ndarray, expected: float
) -> None:
    assert metric.measure(_masks(truth, prediction)) == expected


def test_finds_a_metric_by_its_id_and_names_all_where_there_is_none() -> None:
    assert get_metric("hd95").digits == 1
    with pytest.raises(ValueError, match="lesion_dice"):
        get_metric("hd96")


@pytest.mark.parametrize("metric", [METRICS[name] for name in sorted(BORDERS)], ids=lambda metric: metric.id)
def test_a_gap_in_a_border_costs_more_than_a_thicker_one(metric: Metric) -> None:
    truth = np.ones((16, 16, 2), bool)
    truth[8] = False
    thicker, broken = truth.copy(), truth.copy()
    thicker[9] = False
    broken[8, 4] = True
    thick, gap = (metric.measure(_masks(truth, other)) for other in (thicker, broken))
    assert thick > gap if metric.higher_is_better else thick < gap


def test_objects_that_the_expert_told_apart_are_not_one_because_they_touch() -> None:
    truth = np.zeros((8, 8, 1), bool)
    truth[1:7, 1:7] = True
    parts = np.where(truth, np.where(np.arange(8)[:, None, None] < 4, 1, 2), 0).astype(np.int32)
    apart = truth.copy()
    apart[3] = False
    numbered = Masks(truth=truth, prediction=apart, spacing=(1.0, 1.0, 1.0), true_parts=parts)
    # Of 18 pixels each, one cell is found whole and of the other 12.
    assert get_metric("seg").measure(numbered) == pytest.approx((1 + 12 / 18) / 2)
    one = Masks(truth=truth, prediction=truth, spacing=(1.0, 1.0, 1.0), true_parts=parts)
    assert get_metric("seg").measure(one) == 0.5
