from __future__ import annotations

from model.metrics.counts import Counts
from model.metrics.specificity import specificity


def test_is_the_share_of_the_outside_that_was_left_alone() -> None:
    assert specificity(Counts(both=50, only_prediction=1, only_truth=50, neither=3)) == 0.75


def test_a_mask_that_fills_the_volume_leaves_nothing_to_get_wrong() -> None:
    assert specificity(Counts(both=5, only_prediction=0, only_truth=1, neither=0)) == 1.0
