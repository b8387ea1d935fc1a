"""What dead workers and lost messages leave is put right."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, update

from backend.jobs import ledger as ledger_module
from backend.jobs import sweep as sweep_module
from backend.jobs.ledger import JobLedger
from backend.jobs.sweep import Sweeper
from backend.logs import current_request_id
from backend.services import Services
from db.models import Job, Worker
from db.types import utc_now

Look = Callable[[int], tuple[Job, str]]


class Broker:
    """Remember what was sent."""

    def __init__(self) -> None:
        self.sent: list[int] = []
        self.requests: list[str | None] = []
        self.away = False

    def send(self, job_id: int) -> bool:
        if not self.away:
            self.sent.append(job_id)
            self.requests.append(current_request_id())
        return not self.away


class Clock:
    """Tell a time that goes on only when it is told to."""

    def __init__(self) -> None:
        self.now = utc_now()

    def go_on(self, seconds: float) -> None:
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def clock(services: Services, monkeypatch: pytest.MonkeyPatch) -> Clock:
    """Stop the time of workers and sweepers."""
    clock = Clock()
    for module in (ledger_module, sweep_module):
        monkeypatch.setattr(module, "shared_now", lambda session: clock.now)
    return clock


@pytest.fixture
def broker() -> Broker:
    return Broker()


@pytest.fixture
def job_id(services: Services, clock: Clock, job_id: int) -> int:
    """Give a job that was queued, and whose message was sent, just now."""
    age(services, created_at=clock.now, message_sent_at=clock.now)
    return job_id


@pytest.fixture
def sweeper(services: Services, broker: Broker) -> Sweeper:
    return Sweeper(services.database, settings=services.settings, send=broker.send)


def age(services: Services, **columns: object) -> None:
    with services.database.write() as session:
        session.execute(update(Job).values(**columns))


def test_a_job_whose_lease_ran_out_waits_again_and_is_sent(
    ledger: JobLedger, job_id: int, look: Look, sweeper: Sweeper, broker: Broker, services: Services, clock: Clock
) -> None:
    ledger.claim(job_id, worker="dead")
    clock.go_on(services.settings.lease_seconds + 1)

    sweeper.sweep()

    job, status = look(job_id)
    assert (job.state, status, job.attempts, job.worker) == ("queued", "queued", 1, None)
    assert broker.sent == [job_id]
    assert job.message_sent_at is not None


def test_a_job_whose_worker_lives_is_left_alone(
    ledger: JobLedger, job_id: int, look: Look, sweeper: Sweeper, broker: Broker, services: Services, clock: Clock
) -> None:
    claim = ledger.claim(job_id, worker="alive")
    assert claim is not None
    clock.go_on(services.settings.lease_seconds - 1)
    ledger.renew(claim, stage="segmenting", progress=0.5)
    clock.go_on(services.settings.lease_seconds - 1)

    sweeper.sweep()

    assert look(job_id)[0].state == "running"
    assert broker.sent == []


def test_a_job_whose_worker_died_waits_no_longer_because_the_clock_was_set_back(
    ledger: JobLedger, job_id: int, look: Look, sweeper: Sweeper, broker: Broker, clock: Clock
) -> None:
    ledger.claim(job_id, worker="dead")
    clock.go_on(-3600)

    sweeper.sweep()

    assert look(job_id)[0].state == "queued"
    assert broker.sent == [job_id]


def test_a_lost_message_is_sent_again_although_the_clock_was_set_back(
    job_id: int, sweeper: Sweeper, broker: Broker, clock: Clock
) -> None:
    clock.go_on(-3600)

    sweeper.sweep()

    assert broker.sent == [job_id]


def test_a_job_that_was_tried_often_enough_fails_in_words(
    ledger: JobLedger, job_id: int, look: Look, sweeper: Sweeper, services: Services, clock: Clock
) -> None:
    for _ in range(services.settings.job_attempts):
        assert ledger.claim(job_id, worker="dead") is not None
        clock.go_on(services.settings.lease_seconds + 1)
        sweeper.sweep()

    job, status = look(job_id)
    assert (job.state, status) == ("failed", "failed")
    assert job.error is not None
    assert "stopped 2 times" in job.error
    assert job.finished_at is not None


def test_a_job_that_was_to_be_cancelled_when_its_worker_died_is_cancelled(
    ledger: JobLedger,
    job_id: int,
    look: Look,
    sweeper: Sweeper,
    radiologist: FlaskClient,
    services: Services,
    clock: Clock,
) -> None:
    ledger.claim(job_id, worker="dead")
    radiologist.delete(f"/api/jobs/{job_id}")
    clock.go_on(services.settings.lease_seconds + 1)

    sweeper.sweep()

    job, status = look(job_id)
    assert (job.state, status) == ("cancelled", "cancelled")


def test_a_message_that_was_sent_just_now_is_not_sent_again(job_id: int, sweeper: Sweeper, broker: Broker) -> None:
    sweeper.sweep()

    assert broker.sent == []


def test_a_message_that_was_never_sent_is_sent_after_a_while(
    services: Services, job_id: int, sweeper: Sweeper, broker: Broker, clock: Clock
) -> None:
    age(services, message_sent_at=None, messages_sent=0)
    clock.go_on(4)
    sweeper.sweep()
    assert broker.sent == []

    clock.go_on(2)
    sweeper.sweep()
    assert broker.sent == [job_id]


def test_a_message_that_is_sent_again_still_names_the_request_that_queued_the_job(
    services: Services, study: dict[str, Any], clock: Clock, sweeper: Sweeper, broker: Broker
) -> None:
    with services.database.read() as session:
        request_id = session.scalars(select(Job.request_id)).one()
    assert re.fullmatch(r"[0-9a-f]{16}", request_id or "")
    clock.go_on(600.0)

    sweeper.sweep()

    assert (broker.sent, broker.requests) == ([study["job"]["id"]], [request_id])


def test_a_lost_message_is_sent_again_at_growing_intervals(
    job_id: int, sweeper: Sweeper, broker: Broker, clock: Clock
) -> None:
    sent = []
    for seconds in (14, 2, 14, 15, 2, 14, 16, 29, 2):
        clock.go_on(seconds)
        sweeper.sweep()
        sent.append(len(broker.sent))

    # After 15 seconds, 30 more, and 60 more.
    assert sent == [0, 1, 1, 1, 2, 2, 2, 2, 3]


def test_a_broker_that_is_away_is_asked_again_at_the_next_sweep(
    job_id: int, sweeper: Sweeper, broker: Broker, look: Look, clock: Clock
) -> None:
    clock.go_on(20)
    broker.away = True
    for _ in range(5):
        sweeper.sweep()
    assert look(job_id)[0].messages_sent == 1

    broker.away = False
    sweeper.sweep()
    assert broker.sent == [job_id]


def test_many_sweepers_take_a_job_back_and_send_its_message_once(
    ledger: JobLedger, job_id: int, look: Look, services: Services, broker: Broker, clock: Clock
) -> None:
    ledger.claim(job_id, worker="dead")
    clock.go_on(services.settings.lease_seconds + 1)
    sweepers = [
        threading.Thread(target=Sweeper(services.database, settings=services.settings, send=broker.send).sweep)
        for _ in range(6)
    ]
    for sweeper in sweepers:
        sweeper.start()
    for sweeper in sweepers:
        sweeper.join()

    assert broker.sent == [job_id]
    assert look(job_id)[0].attempts == 1


def test_workers_that_were_not_seen_for_long_are_forgotten(services: Services, clock: Clock, sweeper: Sweeper) -> None:
    with services.database.write() as session:
        for name, hours in (("old", 2), ("new", 0)):
            seen = clock.now - timedelta(hours=hours)
            session.add(Worker(name=name, model_name="n", model_sha256="0", seen_at=seen))

    sweeper.sweep()

    with services.database.read() as session:
        assert session.scalars(select(Worker.name)).all() == ["new"]
