from __future__ import annotations

import numpy as np
import pytest

from model.metrics.information_score import information_score


def test_the_same_segments_under_other_numbers_are_the_same() -> None:
    truth = np.array([1, 1, 0, 2, 3])
    assert information_score(truth, np.array([7, 7, 1, 3, 9])) == pytest.approx(1.0)
    assert information_score(np.ones(4, int), np.full(4, 3)) == 1.0


def test_is_twice_the_shared_information_over_both_entropies() -> None:
    truth, prediction = np.repeat([1, 2], 4), np.repeat([1, 2, 3, 4], 2)
    # One bit is shared; the truth has one, the prediction two.
    assert information_score(truth, prediction) == pytest.approx(2 * 1 / (1 + 2))
    assert information_score(truth, prediction, alpha=0.0) == pytest.approx(0.5)
    assert information_score(truth, prediction, alpha=1.0) == pytest.approx(1.0)


def test_segments_that_have_nothing_to_do_with_each_other_share_nothing() -> None:
    truth, prediction = np.repeat([1, 2], 4), np.tile([1, 2], 4)
    assert information_score(truth, prediction) == pytest.approx(0.0, abs=1e-12)


def test_true_borders_are_left_out_and_predicted_ones_are_pixels_alone() -> None:
    truth = np.array([1, 1, 2, 2, 0, 0])
    assert information_score(truth, np.array([5, 5, 6, 6, 5, 0])) == pytest.approx(1.0)
    # One bit of the truth's is told; halves and quarters of the prediction come to one and a half bits.
    assert information_score(truth, np.array([5, 5, 0, 0, 9, 9])) == pytest.approx(2 * 1 / (1 + 1.5))
