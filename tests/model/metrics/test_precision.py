from __future__ import annotations

import pytest

from model.metrics.counts import Counts
from model.metrics.precision import precision


def test_is_the_share_of_the_prediction_that_is_right() -> None:
    assert precision(Counts(both=3, only_prediction=1, only_truth=50, neither=9)) == 0.75


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        (Counts(both=0, only_prediction=0, only_truth=0, neither=9), 1.0),
        (Counts(both=0, only_prediction=2, only_truth=0, neither=9), 0.0),
        (Counts(both=0, only_prediction=0, only_truth=2, neither=9), 0.0),
    ],
)
def test_an_empty_mask_is_never_a_gap(counts: Counts, expected: float) -> None:
    assert precision(counts) == expected
