from __future__ import annotations

import numpy as np
import pytest

from model.evaluation.fit_temperature import fit_temperature, negative_log_likelihood
from model.evaluation.reliability import Reliability
from model.inference.calibration import sigmoid


@pytest.mark.parametrize("temperature", [0.5, 1.0, 1.7, 3.0])
def test_finds_the_temperature_that_made_a_network_too_sure(temperature: float) -> None:
    random = np.random.default_rng(1)
    honest = random.normal(-1, 2, 200_000).astype(np.float32)
    truth = random.random(honest.shape) < sigmoid(honest)
    logits = honest * np.float32(temperature)
    fitted = fit_temperature(logits, truth)
    assert fitted == pytest.approx(temperature, rel=0.03)
    before, after = (Reliability.count(sigmoid(logits / np.float32(value)), truth).ece for value in (1.0, fitted))
    assert after < 0.01
    assert after <= before + 1e-3


def test_the_likelihood_is_that_of_the_probabilities() -> None:
    logits, truth = np.array([-2.0, 0.0, 1.5], np.float32), np.array([False, True, True])
    probability = sigmoid(logits)
    expected = -np.mean(np.log([1 - probability[0], probability[1], probability[2]]))
    assert negative_log_likelihood(logits, truth) == pytest.approx(expected, rel=1e-6)


def test_large_logits_do_not_overflow() -> None:
    assert negative_log_likelihood(np.array([-1e4, 1e4], np.float32), np.array([False, True])) == 0.0
