"""Web processes leave a new connection to whichever of them holds the fewest."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest

from backend.gunicorn_worker import SharingWorker


class Process(SharingWorker):
    """A web process of which only the taking of connections runs."""

    def __init__(self, connections: int) -> None:
        self.nr_conns = connections
        self.cfg = None
        self.taken = 0

    def enqueue_req(self, conn: Any) -> None:
        """Count the connection in place of answering it."""
        self.taken += 1
        conn.sock.close()


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.setblocking(False)
        yield server


@pytest.fixture
def client(listener: socket.socket) -> Iterator[socket.socket]:
    with socket.create_connection(listener.getsockname()) as sock:
        yield sock


@pytest.mark.usefixtures("client")
def test_a_process_without_connections_takes_one_at_once(
    listener: socket.socket, monkeypatch: pytest.MonkeyPatch
) -> None:
    waited: list[float] = []
    monkeypatch.setattr(time, "sleep", waited.append)
    process = Process(0)
    process.accept(listener)
    assert waited == [0]
    assert process.nr_conns == process.taken == 1


@pytest.mark.usefixtures("client")
def test_a_busier_process_lets_another_take_it_and_goes_on(
    listener: socket.socket, monkeypatch: pytest.MonkeyPatch
) -> None:
    busier, idler = Process(5), Process(0)
    sleep = time.sleep
    monkeypatch.setattr(time, "sleep", lambda seconds: idler.accept(listener) if seconds > 0 else sleep(0))
    busier.accept(listener)
    assert idler.taken == 1
    assert (busier.nr_conns, busier.taken) == (5, 0)


@pytest.mark.usefixtures("client")
def test_a_busier_process_takes_what_nobody_else_takes(listener: socket.socket) -> None:
    process = Process(300)
    process.accept(listener)
    assert process.taken == 1


def test_a_process_tells_once_a_second_that_it_lives_however_many_requests_come(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[float] = []
    moments = iter((10.0, 10.4, 10.9, 11.0, 30.0))
    monkeypatch.setattr(time, "monotonic", lambda: next(moments))
    process = Process(0)
    process.tmp = SimpleNamespace(notify=lambda: told.append(1.0))
    for _ in range(5):
        process.notify()
    assert len(told) == 3
