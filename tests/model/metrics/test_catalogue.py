"""Every metric that a task card can ask for."""

from __future__ import annotations

import numpy as np
import pytest

from model.metrics.catalogue import METRICS, Masks, Metric, get_metric

EMPTY = np.zeros((4, 4, 4), bool)
HALF = EMPTY.copy()
HALF[:2] = True
# Specificity looks at what lies outside a mask, which an empty one has plenty of.
OVERLAPS = [metric for metric in METRICS.values() if metric.id not in {"hd95", "specificity"}]


def _masks(truth: np.ndarray, prediction: np.ndarray) -> Masks:
    return Masks(truth=truth, prediction=prediction, spacing=(4.0, 4.0, 4.0))


@pytest.mark.parametrize("metric", METRICS.values(), ids=METRICS)
def test_a_mask_is_best_at_being_itself(metric: Metric) -> None:
    itself = metric.measure(_masks(HALF, HALF))
    assert itself == (1.0 if metric.higher_is_better else 0.0)
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
