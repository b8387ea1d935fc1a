from __future__ import annotations

import numpy as np
import pytest

from model.metrics.counts import count_voxels
from model.metrics.dice import dice
from model.metrics.iou import iou


def test_is_the_overlap_over_the_union() -> None:
    counts = count_voxels(np.array([1, 1, 1, 0], bool), np.array([0, 1, 1, 1], bool))
    assert iou(counts) == pytest.approx(2 / 4)


def test_follows_from_dice() -> None:
    rng = np.random.default_rng(0)
    truth, prediction = rng.random((2, 50)) < 0.4
    overlap = dice(truth, prediction)
    assert iou(count_voxels(truth, prediction)) == pytest.approx(overlap / (2 - overlap))
