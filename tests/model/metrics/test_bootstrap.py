from __future__ import annotations

import numpy as np
import pytest

from model.metrics.bootstrap import bootstrap_interval


def test_equal_values_leave_no_doubt() -> None:
    assert bootstrap_interval([0.7, 0.7, 0.7]) == pytest.approx((0.7, 0.7))


def test_of_two_values_the_bounds_are_both() -> None:
    # A quarter of the drawings has the one alone, a quarter the other alone.
    assert bootstrap_interval([0.0, 1.0]) == (0.0, 1.0)


def test_agrees_with_the_normal_interval_where_there_are_many_cases() -> None:
    values = np.random.default_rng(1).normal(0.8, 0.1, 400)
    low, high = bootstrap_interval(list(values))
    half = 1.96 * values.std() / np.sqrt(len(values))
    assert low == pytest.approx(values.mean() - half, abs=0.001)
    assert high == pytest.approx(values.mean() + half, abs=0.001)


def test_more_certainty_needs_a_wider_interval() -> None:
    values = [0.3, 0.5, 0.9, 0.8, 0.7]
    narrow, wide = bootstrap_interval(values, level=0.5), bootstrap_interval(values, level=0.99)
    assert wide.low < narrow.low < np.mean(values) < narrow.high < wide.high


def test_the_seed_alone_decides() -> None:
    values = list(np.random.default_rng(2).random(7))
    assert bootstrap_interval(values, seed=1) == bootstrap_interval(values, seed=1)
    assert bootstrap_interval(values, seed=1) != bootstrap_interval(values, seed=2)


@pytest.mark.parametrize("values", [[], [0.5, float("nan")]])
def test_refuses_what_has_no_mean(values: list[float]) -> None:
    with pytest.raises(ValueError, match="finite numbers, at least one"):
        bootstrap_interval(values)
