from __future__ import annotations

import numpy as np

from model.inference.preprocess import prepare
from model.inference.uncertainty import uncertainty_map


def test_is_largest_where_any_region_is_undecided_and_zero_where_all_are_sure_or_no_brain_is() -> None:
    channel = np.zeros((6, 8, 10), np.float32)
    channel[1:5, 2:6, 3:7] = np.arange(64, dtype=np.float32).reshape(4, 4, 4) + 1
    channel[2, 3, 4] = 0.0
    prepared = prepare([channel], spacing=(1.0, 1.0, 1.0), target=(1.0, 1.0, 1.0))
    probabilities = np.zeros((4, 4, 4, 2), np.float32)
    probabilities[0] = (0.5, 1.0)
    probabilities[1] = (0.9, 0.25)
    uncertainty = uncertainty_map(probabilities, prepared=prepared, shape=(6, 8, 10))
    assert uncertainty.dtype == np.uint8
    assert (uncertainty[1, 2:6, 3:7] == 255).all()
    assert uncertainty[2, 2, 3] == round(255 * 4 * 0.25 * 0.75)
    assert uncertainty[2, 3, 4] == 0
    assert not uncertainty[3:].any()
    assert np.count_nonzero(uncertainty) == 16 + 15


def test_comes_back_on_the_grid_of_the_study() -> None:
    channel = np.zeros((20, 18, 16), np.float32)
    channel[4:16, 2:14, 6:14] = 1.0
    prepared = prepare([channel], spacing=(1.0, 1.0, 1.0), target=(2.0, 2.0, 2.0))
    probabilities = np.full((*prepared.image.shape[:3], 3), 0.5, np.float32)
    uncertainty = uncertainty_map(probabilities, prepared=prepared, shape=(20, 18, 16))
    np.testing.assert_array_equal(uncertainty, 255 * (channel > 0))
