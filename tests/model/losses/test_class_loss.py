from __future__ import annotations

import math

import numpy as np
import pytest
from keras import ops

from model.losses.class_loss import class_loss, class_shares


def test_shares_are_what_each_region_has_beyond_the_next() -> None:
    regions = np.array([[0.0, 0.0, 0.0], [1.0, 0.0, 0.0], [1.0, 1.0, 0.0], [1.0, 1.0, 1.0], [0.9, 0.5, 0.2]])
    expected = np.array([[1, 0, 0, 0], [0, 1, 0, 0], [0, 0, 1, 0], [0, 0, 0, 1], [0.1, 0.4, 0.3, 0.2]])
    np.testing.assert_allclose(np.asarray(class_shares(ops.convert_to_tensor(regions))), expected, atol=1e-7)


def test_is_nothing_for_a_perfect_prediction_and_large_for_a_wrong_one() -> None:
    truth = np.zeros((1, 2, 2, 2, 3), np.float32)
    truth[0, 0] = 1.0
    logits = np.where(truth > 0.5, 30.0, -30.0).astype(np.float32)
    assert float(class_loss(truth, logits)) == pytest.approx(0.0, abs=1e-3)
    assert float(class_loss(truth, -logits)) > 10.0


def test_even_odds_between_four_classes_cost_log_four_and_their_dice() -> None:
    truth = np.zeros((1, 4, 1, 1, 3), np.float32)
    for voxel in range(4):
        truth[0, voxel, 0, 0, :voxel] = 1.0
    sums = np.array([3 / 4, 2 / 4, 1 / 4])
    logits = np.broadcast_to(np.log(sums / (1 - sums)), truth.shape).astype(np.float32)
    dice = (2 * 0.25 + 1) / (1 + 1 + 1)
    assert float(class_loss(truth, logits)) == pytest.approx(math.log(4) + 1 - dice, abs=1e-5)
