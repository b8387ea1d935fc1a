from __future__ import annotations

from itertools import product

import numpy as np
import pytest

from model.metrics.rand_score import rand_error, rand_score


def test_the_same_segments_under_other_numbers_are_the_same() -> None:
    truth = np.array([[1, 1, 0, 2], [1, 1, 0, 2]])
    assert rand_score(truth, np.array([[7, 7, 0, 3], [7, 7, 0, 3]])) == 1.0
    assert rand_error(truth, np.array([[7, 7, 0, 3], [7, 7, 0, 3]])) == 0.0


def test_is_the_f_score_of_the_pairs_that_lie_together_as_a_count_by_hand_gives_it() -> None:
    rng = np.random.default_rng(0)
    truth, prediction = rng.integers(0, 4, 40), rng.integers(0, 4, 40)
    inside = np.flatnonzero(truth > 0)
    both = only_true = only_found = 0
    for a, b in product(inside, inside):
        true = truth[a] == truth[b]
        # A predicted border pixel lies together with itself alone.
        found = a == b or (prediction[a] > 0 and prediction[a] == prediction[b])
        both += true and found
        only_true += true and not found
        only_found += found and not true
    expected = 2 * both / (2 * both + only_true + only_found)
    assert rand_score(truth, prediction) == pytest.approx(expected)
    assert rand_error(truth, prediction) == pytest.approx(1 - expected)


def test_one_split_segment_costs_recall_and_one_merger_precision() -> None:
    whole, halves = np.ones(8, int), np.repeat([1, 2], 4)
    # Two quarters of the squared pairs lie together still.
    assert rand_score(whole, halves) == pytest.approx(0.5 / (0.5 * 1 + 0.5 * 0.5))
    assert rand_score(whole, halves, alpha=1.0) == pytest.approx(0.5)
    assert rand_score(whole, halves, alpha=0.0) == pytest.approx(1.0)
    assert rand_score(halves, whole, alpha=0.0) == pytest.approx(0.5)


def test_true_borders_are_left_out_and_predicted_ones_are_pixels_alone() -> None:
    truth = np.array([1, 1, 1, 1, 0, 0])
    assert rand_score(truth, np.array([5, 5, 5, 5, 9, 0])) == 1.0
    together = (2 / 4) ** 2 + 2 * (1 / 4) ** 2
    assert rand_score(truth, np.array([5, 5, 0, 0, 9, 9])) == pytest.approx(together / (0.5 + 0.5 * together))


def test_nothing_to_judge_is_judged_well() -> None:
    assert rand_score(np.zeros(3, int), np.ones(3, int)) == 1.0
    assert rand_error(np.zeros(1, int), np.ones(1, int)) == 0.0
