"""Who is told to stop before anything runs starts nothing."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator

import pytest

from backend.cli._address import Address
from backend.cli._supervisor import Child, Supervisor

STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


@pytest.fixture
def handlers() -> Iterator[None]:
    """Put the handlers of signals back."""
    before = {number: signal.getsignal(number) for number in STOPPING}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.usefixtures("handlers")
@pytest.mark.parametrize("number", STOPPING)
def test_a_signal_that_comes_before_the_start_is_not_lost(
    number: signal.Signals, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[str] = []
    monkeypatch.setattr(Child, "start", lambda child: started.append(child.name))
    supervisor = Supervisor(address=Address.from_environment({}), with_worker=True)
    supervisor.listen()

    os.kill(os.getpid(), number)

    assert supervisor.run() == 0
    assert started == []
