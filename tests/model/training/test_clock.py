from __future__ import annotations

from types import SimpleNamespace

import pytest

from model.training import clock as clock_module
from model.training.clock import Clock


class Watch:
    """Tell seconds that go by only when they are told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def watch(monkeypatch: pytest.MonkeyPatch) -> Watch:
    watch = Watch()
    monkeypatch.setattr(clock_module, "time", SimpleNamespace(monotonic=watch.monotonic))
    return watch


def test_goes_on_from_where_it_was(watch: Watch) -> None:
    clock = Clock(100.0)
    watch.now += 5
    assert clock.seconds == 105.0


def test_leaves_out_what_happens_while_it_is_stopped(watch: Watch) -> None:
    clock = Clock()
    watch.now += 2
    with clock.stopped():
        watch.now += 60
    watch.now += 3
    assert clock.seconds == 5.0
