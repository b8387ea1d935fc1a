from __future__ import annotations

import pytest

from model.training.schedule import learning_rate


def test_warms_up_then_falls_to_zero() -> None:
    assert learning_rate(0.0, step=0, highest=1.0, warmup_steps=10) == pytest.approx(0.1)
    assert learning_rate(0.0, step=9, highest=1.0, warmup_steps=10) == pytest.approx(1.0)
    assert learning_rate(0.5, step=500, highest=1.0, warmup_steps=10) == pytest.approx(0.5)
    assert learning_rate(1.0, step=1000, highest=1.0, warmup_steps=10) == pytest.approx(0.0)


def test_needs_no_warm_up() -> None:
    assert learning_rate(0.0, step=0, highest=0.01, warmup_steps=0) == pytest.approx(0.01)
