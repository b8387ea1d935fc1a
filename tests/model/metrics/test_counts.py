from __future__ import annotations

import numpy as np
import pytest

from model.metrics.counts import Counts, count_voxels


def test_every_voxel_is_counted_once() -> None:
    truth = np.array([1, 1, 1, 0, 0, 0, 0], bool)
    prediction = np.array([1, 0, 0, 1, 1, 1, 0], bool)
    counts = count_voxels(truth, prediction)
    assert counts == Counts(both=1, only_prediction=3, only_truth=2, neither=1)
    assert (counts.truth, counts.prediction, counts.either) == (3, 4, 6)


def test_refuses_masks_of_different_shapes() -> None:
    with pytest.raises(ValueError, match=r"must have the shape of `truth`, \(4,\). Received: \(5,\)"):
        count_voxels(np.zeros(4, bool), np.zeros(5, bool))
