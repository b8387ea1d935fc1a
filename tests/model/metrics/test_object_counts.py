from __future__ import annotations

import numpy as np

from model.metrics.object_counts import object_counts
from model.tasks.card import TaskCard
from model.tasks.registry import get_task

TRUTH = np.zeros((8, 8, 1), np.uint8)
TRUTH[1:7, 1:7] = 1
PARTS = np.where(TRUTH > 0, np.where(np.arange(8)[:, None, None] < 4, 4, 9), 0).astype(np.int32)


def test_counts_the_objects_that_the_expert_told_apart_though_they_touch() -> None:
    assert object_counts(TRUTH, task=get_task("cells"), true_parts=PARTS) == {"CELL": 2}


def test_counts_what_hangs_together_where_nobody_told_objects_apart() -> None:
    assert object_counts(TRUTH, task=get_task("cells")) == {"CELL": 1}
    assert object_counts(np.zeros_like(TRUTH), task=get_task("cells")) == {"CELL": 0}


def test_counts_nothing_where_no_metric_is_a_mean_over_objects(brain_tumour: TaskCard) -> None:
    assert object_counts(TRUTH, task=brain_tumour, true_parts=PARTS) == {}
