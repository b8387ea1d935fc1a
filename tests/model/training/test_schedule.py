from __future__ import annotations

import pytest

from model.training.schedule import DECAYS, learning_rate


def test_warms_up_then_falls_to_zero() -> None:
    assert learning_rate(0.0, step=0, highest=1.0, warmup_steps=10) == pytest.approx(0.1)
    assert learning_rate(0.0, step=9, highest=1.0, warmup_steps=10) == pytest.approx(1.0)
    assert learning_rate(0.5, step=500, highest=1.0, warmup_steps=10) == pytest.approx(0.5)
    assert learning_rate(1.0, step=1000, highest=1.0, warmup_steps=10) == pytest.approx(0.0)


def test_needs_no_warm_up() -> None:
    assert learning_rate(0.0, step=0, highest=0.01, warmup_steps=0) == pytest.approx(0.01)


def test_decays_differ_on_the_way_and_meet_at_the_start() -> None:
    rates = {
        decay: [learning_rate(spent, step=9, highest=2.0, warmup_steps=0, decay=decay) for spent in (0.0, 0.5, 1.0)]
        for decay in DECAYS
    }
    assert rates["constant"] == [2.0, 2.0, 2.0]
    assert rates["polynomial"] == pytest.approx([2.0, 2.0 * 0.5**0.9, 0.0])
    assert rates["cosine"] == pytest.approx([2.0, 1.0, 0.0])
