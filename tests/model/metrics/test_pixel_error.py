from __future__ import annotations

import numpy as np

from model.metrics.pixel_error import pixel_error


def test_is_the_share_of_pixels_that_differ() -> None:
    truth = np.array([[True, True], [False, False]])
    assert pixel_error(truth, truth) == 0.0
    assert pixel_error(truth, ~truth) == 1.0
    assert pixel_error(truth, np.array([[True, False], [False, False]])) == 0.25
