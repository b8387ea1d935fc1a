from __future__ import annotations

import numpy as np
import pytest

from model.metrics.seg_measure import cell_overlaps, seg_measure


def test_is_the_mean_jaccard_index_over_the_true_cells() -> None:
    truth = np.array([1, 1, 1, 1, 0, 2, 2, 2, 2, 0])
    found = np.array([5, 5, 5, 0, 0, 7, 7, 7, 7, 7])
    assert cell_overlaps(truth, found) == {1: pytest.approx(3 / 4), 2: pytest.approx(4 / 5)}
    assert seg_measure(truth, found) == pytest.approx((3 / 4 + 4 / 5) / 2)


def test_half_a_cell_is_no_match_and_a_merger_counts_for_one_at_most() -> None:
    assert seg_measure(np.array([1, 1, 1, 1]), np.array([3, 3, 0, 0])) == 0.0
    merged = cell_overlaps(np.array([1, 1, 1, 2, 2, 2]), np.full(6, 4))
    assert merged == {1: pytest.approx(0.5), 2: pytest.approx(0.5)}


def test_what_is_found_where_no_cell_is_costs_nothing() -> None:
    truth = np.array([1, 1, 0, 0])
    assert seg_measure(truth, np.array([1, 1, 2, 2])) == 1.0
    assert seg_measure(np.zeros(4, int), truth) == 1.0


def test_refuses_images_of_two_sizes() -> None:
    with pytest.raises(ValueError, match="shape"):
        seg_measure(np.zeros((2, 2), int), np.zeros(4, int))
