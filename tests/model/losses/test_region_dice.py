from __future__ import annotations

import numpy as np
import pytest

from model.losses.region_dice import region_dice


def test_is_the_dice_of_the_sigmoids() -> None:
    truth = np.ones((1, 2, 2, 2, 1), np.float32)
    expected = 1 - (2 * 8 * 0.5 + 1) / (8 + 4 + 1)
    assert float(region_dice(truth, np.zeros(truth.shape, np.float32))) == pytest.approx(expected, rel=1e-5)


def test_averages_regions_so_that_a_small_one_weighs_as_much_as_a_large_one() -> None:
    truth = np.zeros((1, 10, 1, 1, 2), np.float32)
    truth[0, 0, 0, 0, 0] = 1
    truth[0, :, 0, 0, 1] = 1
    # The small region is missed, the large one is found.
    logits = np.stack([np.full(10, -40.0), np.full(10, 40.0)], axis=-1).astype(np.float32).reshape(truth.shape)
    missed = 1 - 1 / (1 + 1)
    assert float(region_dice(truth, logits)) == pytest.approx(missed / 2, rel=1e-5)
