from __future__ import annotations

from model.metrics.counts import Counts
from model.metrics.precision import precision


def test_is_the_share_of_the_prediction_that_is_right() -> None:
    assert precision(Counts(both=3, only_prediction=1, only_truth=50, neither=9)) == 0.75
