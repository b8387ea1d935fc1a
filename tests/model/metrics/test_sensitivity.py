from __future__ import annotations

from model.metrics.counts import Counts
from model.metrics.sensitivity import sensitivity


def test_is_the_share_of_the_truth_that_was_found() -> None:
    assert sensitivity(Counts(both=3, only_prediction=50, only_truth=1, neither=9)) == 0.75
