from __future__ import annotations

import numpy as np
import pytest

from model.metrics.segment_overlap import overlap_segments

TRUTH = np.array([[1, 1, 1, 0], [2, 2, 0, 0]])


def test_counts_the_pixels_of_every_segment_and_of_every_pair_that_shares_one() -> None:
    overlap = overlap_segments(TRUTH, np.array([[7, 7, 8, 8], [8, 8, 7, 8]]))
    assert sorted(overlap.truth) == [2, 3]
    assert sorted(overlap.prediction) == [2, 3]
    assert sorted(overlap.pairs) == [1, 2, 2]
    assert overlap.total == 5


def test_each_pixel_of_a_predicted_border_is_a_segment_of_its_own() -> None:
    overlap = overlap_segments(TRUTH, np.array([[7, 0, 0, 7], [7, 7, 0, 0]]))
    assert sorted(overlap.prediction) == [1, 1, 3]
    assert sorted(overlap.pairs) == [1, 1, 1, 2]


def test_refuses_images_of_two_sizes() -> None:
    with pytest.raises(ValueError, match="shape"):
        overlap_segments(TRUTH, TRUTH.T)
