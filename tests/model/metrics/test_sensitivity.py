from __future__ import annotations

import pytest

from model.metrics.counts import Counts
from model.metrics.sensitivity import sensitivity


def test_is_the_share_of_the_truth_that_was_found() -> None:
    assert sensitivity(Counts(both=3, only_prediction=50, only_truth=1, neither=9)) == 0.75


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        (Counts(both=0, only_prediction=0, only_truth=0, neither=9), 1.0),
        (Counts(both=0, only_prediction=2, only_truth=0, neither=9), 0.0),
        (Counts(both=0, only_prediction=0, only_truth=2, neither=9), 0.0),
    ],
)
def test_an_empty_mask_is_never_a_gap(counts: Counts, expected: float) -> None:
    assert sensitivity(counts) == expected
