from __future__ import annotations

import numpy as np
import pytest

from model.losses.region_loss import region_loss


def test_adds_crossentropy_and_dice() -> None:
    truth = np.ones((1, 2, 2, 2, 1), np.float32)
    logits = np.zeros((1, 2, 2, 2, 1), np.float32)
    dice = (2 * 8 * 0.5 + 1) / (8 + 4 + 1)
    assert float(region_loss(truth, logits)) == pytest.approx(np.log(2) + 1 - dice, rel=1e-5)


def test_stays_finite_for_large_logits() -> None:
    truth = np.array([0.0, 1.0], np.float32).reshape(1, 2, 1, 1, 1)
    assert float(region_loss(truth, np.array([1e4, -1e4], np.float32).reshape(1, 2, 1, 1, 1))) == pytest.approx(
        1e4, rel=1e-3
    )


def test_falls_as_the_prediction_gets_better() -> None:
    truth = np.array([0.0, 1.0], np.float32).reshape(1, 2, 1, 1, 1)
    losses = [float(region_loss(truth, (2 * truth - 1) * size)) for size in (-2.0, 0.0, 2.0, 8.0)]
    assert losses == sorted(losses, reverse=True)
