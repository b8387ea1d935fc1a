from __future__ import annotations

import json

import numpy as np
import pytest

from model.evaluation.fit_confidence import POOR, fit_confidence


def test_learns_that_the_probabilities_promise_too_much() -> None:
    expected = np.linspace(0.6, 1.0, 41)
    fitted = fit_confidence(expected, 2 * expected - 1)
    assert (fitted.slope, fitted.offset) == pytest.approx((2.0, -1.0))
    assert fitted.error == pytest.approx(0.0, abs=1e-9)
    assert fitted.pearson == pytest.approx(1.0)
    assert fitted.spearman == pytest.approx(1.0)


def test_flags_the_poor_masks_and_no_others_where_the_two_can_be_told_apart() -> None:
    random = np.random.default_rng(0)
    dice = np.r_[random.uniform(0.1, 0.5, 20), random.uniform(0.85, 0.95, 20)]
    fitted = fit_confidence(dice + random.normal(0, 0.02, 40), dice)
    assert (fitted.poor, fitted.poor_flagged, fitted.good_flagged) == (20, 20, 0)


def test_counts_what_is_flagged_wrongly_where_they_cannot() -> None:
    expected = np.tile([0.5, 0.9], 10)
    dice = np.where(np.arange(20) < 10, 0.3, 0.9)
    fitted = fit_confidence(expected, dice)
    assert fitted.poor == 10
    assert fitted.poor_flagged < 10 or fitted.good_flagged > 0


@pytest.mark.parametrize("expected", [np.full(3, 0.8), np.array([0.5, 0.9, 0.7])])
def test_few_masks_teach_no_line(expected: np.ndarray) -> None:
    fitted = fit_confidence(expected, np.array([0.9, 0.8, 0.85]))
    assert (fitted.slope, fitted.offset, fitted.threshold) == (1.0, 0.0, POOR)


def test_a_falling_line_is_not_believed() -> None:
    expected = np.linspace(0.5, 0.9, 12)
    assert fit_confidence(expected, 1 - expected).slope == 1.0


def test_is_plain_json() -> None:
    values = fit_confidence(np.full(9, 0.8), np.full(9, 0.8)).to_dict()
    assert json.loads(json.dumps(values)) == values
    assert values["pearson"] is None


def test_no_mask_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one mask"):
        fit_confidence(np.zeros(0), np.zeros(0))
