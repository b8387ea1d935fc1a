from __future__ import annotations

import pytest

from model.evaluation.summary import Summary


def test_has_mean_median_and_an_interval_around_the_mean() -> None:
    summary = Summary.of([0.2, 0.8, 0.9])
    assert summary.mean == pytest.approx(1.9 / 3)
    assert summary.median == 0.8
    assert 0.2 <= summary.low < summary.mean < summary.high <= 0.9


def test_needs_a_case() -> None:
    with pytest.raises(ValueError, match="at least one"):
        Summary.of([])
