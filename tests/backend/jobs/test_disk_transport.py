"""Messages as files."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from kombu.connection import Connection

from backend.jobs.broker import SEGMENT, make_celery
from backend.settings import Settings


@pytest.fixture
def connection(tmp_path: Path) -> Iterator[Connection]:
    """Connect to an empty broker."""
    celery = make_celery(Settings(data_dir=tmp_path, database_url="sqlite://"))
    with celery.connection_for_read() as connection:
        yield connection


def take_all(connection: Connection) -> list[int]:
    taken: list[int] = []
    with connection.SimpleQueue("neuroslice") as queue:
        while True:
            try:
                message = queue.get(block=False)
            except queue.Empty:
                return taken
            taken.append(message.payload)
            message.ack()


def test_messages_come_in_the_order_in_which_they_were_sent(connection: Connection, tmp_path: Path) -> None:
    with connection.SimpleQueue("neuroslice") as queue:
        for number in range(5):
            queue.put(number)

    assert take_all(connection) == [0, 1, 2, 3, 4]
    assert list((tmp_path / "broker/messages").iterdir()) == []


def test_every_message_is_taken_once_by_many(connection: Connection) -> None:
    with connection.SimpleQueue("neuroslice") as queue:
        for number in range(60):
            queue.put(number)
    taken: list[int] = []

    def take() -> None:
        with connection.clone() as other:
            taken.extend(take_all(other))

    readers = [threading.Thread(target=take) for _ in range(4)]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()

    assert sorted(taken) == list(range(60))


def test_a_message_that_is_still_being_written_is_not_seen(connection: Connection, tmp_path: Path) -> None:
    folder = tmp_path / "broker/messages"
    with connection.SimpleQueue("neuroslice"):
        (folder / "0-a.neuroslice.new").write_text('{"half')

    assert take_all(connection) == []


def test_a_message_holds_the_id_of_a_job_as_json_and_nothing_else(tmp_path: Path) -> None:
    celery = make_celery(Settings(data_dir=tmp_path, database_url="sqlite://"))
    celery.send_task(SEGMENT, args=(7,), ignore_result=True)
    celery.close()

    (file,) = (tmp_path / "broker/messages").iterdir()
    message = json.loads(file.read_text())
    assert message["content-type"] == "application/json"
    assert message["headers"]["task"] == SEGMENT
    assert message["headers"]["argsrepr"] in ("(7,)", "[7]")
