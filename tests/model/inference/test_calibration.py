from __future__ import annotations

import numpy as np
import pytest

from model.inference.calibration import Calibration, logit, sigmoid

P = np.array([[0.02, 0.5], [0.7, 0.4999], [0.999, 0.51]], np.float32)


def test_weights_that_were_never_calibrated_keep_their_probabilities() -> None:
    np.testing.assert_array_equal(Calibration.from_card({}).apply(P, regions=["WT", "TC"]), P)


def test_a_temperature_above_one_moves_probabilities_of_its_own_region_towards_one_half() -> None:
    calibrated = Calibration(temperature={"WT": 2.0}).apply(P, regions=["WT", "TC"])
    np.testing.assert_allclose(calibrated[1, 0], 1 / (1 + np.sqrt(3 / 7)), atol=1e-6)
    assert (np.abs(calibrated[:, 0] - 0.5) < np.abs(P[:, 0] - 0.5)).all()
    np.testing.assert_allclose(calibrated[:, 1], P[:, 1], atol=1e-6)


@pytest.mark.parametrize("temperature", [0.3, 1.3, 3.0])
def test_no_voxel_changes_sides(temperature: float) -> None:
    calibrated = Calibration(temperature={"WT": temperature, "TC": temperature}).apply(P, regions=["WT", "TC"])
    np.testing.assert_array_equal(calibrated >= 0.5, P >= 0.5)


def test_sure_probabilities_stay_finite() -> None:
    sure = np.array([0.0, 1.0], np.float32)
    assert np.isfinite(logit(sure)).all()
    np.testing.assert_allclose(sigmoid(logit(sure)), sure, atol=1e-5)


def test_reads_what_the_card_holds() -> None:
    calibration = Calibration.from_card(
        {
            "temperature": {"ET": 1.5},
            "low_confidence": {"ET": 0.6},
            "confidence": {"ET": {"slope": 2, "offset": -1, "masks": 9}},
            "cases": 5,
        }
    )
    assert calibration == Calibration(temperature={"ET": 1.5}, low_confidence={"ET": 0.6}, line={"ET": (2.0, -1.0)})
