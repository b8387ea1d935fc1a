from __future__ import annotations

import numpy as np
import pytest

from model.losses.region_crossentropy import region_crossentropy


def test_is_the_surprise_at_the_truth_averaged_over_voxels() -> None:
    truth = np.array([1.0, 0.0, 0.25, 1.0], np.float32).reshape(1, 4, 1, 1, 1)
    chance = np.array([0.8, 0.1, 0.5, 0.5])
    logits = np.log(chance / (1 - chance)).astype(np.float32).reshape(truth.shape)
    expected = -(np.log(0.8) + np.log(0.9) + np.log(0.5) + np.log(0.5)) / 4
    assert float(region_crossentropy(truth, logits)) == pytest.approx(expected, rel=1e-5)


def test_counts_each_voxel_alike_however_small_its_region_is() -> None:
    truth = np.zeros((1, 10, 1, 1, 2), np.float32)
    truth[0, 0, 0, 0, 0] = 1
    truth[0, :9, 0, 0, 1] = 1
    logits = np.zeros(truth.shape, np.float32)
    assert float(region_crossentropy(truth, logits)) == pytest.approx(np.log(2), rel=1e-5)
