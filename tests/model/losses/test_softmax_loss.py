from __future__ import annotations

import numpy as np
import pytest

from model.losses.softmax_loss import softmax_loss

SCORES = np.array([[0.0, 2.0, -1.0], [1.0, 0.5, 0.0], [3.0, -1.0, 1.0]], np.float32)
# The second region, background, and the first region by a little.
SHARES = np.array([[0.0, 1.0], [0.0, 0.0], [0.6, 0.1]], np.float32)


def _surprise(voxel: int, label: int) -> float:
    scores = SCORES[voxel].astype(float)
    return float(np.log(np.exp(scores).sum()) - scores[label])


def test_a_voxel_is_of_the_class_that_has_most_of_it() -> None:
    expected = (_surprise(0, 2) + _surprise(1, 0) + _surprise(2, 1)) / 3
    assert float(softmax_loss(SHARES[None], SCORES[None])) == pytest.approx(expected, rel=1e-5)


def test_the_last_channel_of_the_truth_weighs_the_voxels() -> None:
    truth = np.concatenate([SHARES, [[3.0], [1.0], [0.0]]], axis=-1).astype(np.float32)
    expected = (3 * _surprise(0, 2) + _surprise(1, 0)) / 4
    assert float(softmax_loss(truth[None], SCORES[None])) == pytest.approx(expected, rel=1e-5)


def test_a_voxel_of_which_nobody_said_what_it_is_changes_nothing() -> None:
    truth = np.concatenate([SHARES, [[1.0], [1.0], [0.0]]], axis=-1).astype(np.float32)
    other, wrong = truth.copy(), SCORES.copy()
    other[2, :2], wrong[2] = [0.0, 1.0], [9.0, -9.0, 0.0]
    assert float(softmax_loss(truth[None], SCORES[None])) == float(softmax_loss(other[None], wrong[None]))
