from __future__ import annotations

import time

from model.training.clock import Clock


def test_goes_on_from_where_it_was() -> None:
    assert Clock(100.0).seconds >= 100.0


def test_leaves_out_what_happens_while_it_is_stopped() -> None:
    clock = Clock()
    before = clock.seconds
    with clock.stopped():
        time.sleep(0.2)
    assert clock.seconds - before < 0.2
