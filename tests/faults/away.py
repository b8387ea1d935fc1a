"""Databases and brokers that go away and come back."""

from __future__ import annotations

import random
import threading
import time
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress

import redis
import requests
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from db.models import Patient
from tests.faults.installation import Installation
from tests.faults.servers import Server
from tests.faults.verdict import Verdict, judge, judge_records
from tests.support.patience import until

__all__ = ["cut_off_uploads_from_the_database", "lose_every_message", "stop_the_broker", "stop_the_database"]

Volumes = Iterator[Mapping[str, bytes]]

# About as long as an upload takes.
_UPLOAD_SECONDS = 0.5


def stop_the_database(site: Installation, volumes: Volumes, *, database: Server) -> Verdict:
    """Kill the database while jobs wait and while one runs; uploads are refused meanwhile, and nothing else changes."""
    verdict = Verdict("database killed and started, in a job")
    with _one_runs_and_others_wait(site, volumes, others=1) as go_on, verdict.attempt():
        database.kill()
        reply = site.upload(next(volumes))
        if reply.status_code != 503:
            verdict.lost.append(f"an upload without a database was answered with {reply.status_code}")
        go_on()
        database.start()
        judge(site, verdict)
    return verdict


def cut_off_uploads_from_the_database(
    site: Installation, volumes: Volumes, *, database: Server, chance: random.Random, times: int = 4
) -> Verdict:
    """Kill or stop the database in the middle of an upload; send the same again, with its key, until it is accepted.

    Every other time it goes while the upload is surely in the middle of its transaction, otherwise at any moment.

    Args:
        site: whose database it is; nothing of it runs.
        volumes: to upload.
        database: it runs.
        chance: of the moments.
        times: how often each; twice, as it is killed and as it is asked to stop.
    """
    verdict = Verdict("database killed or stopped in an upload, sent again")
    site.start_web()
    # Whom the others belong to: a lock on this row holds them up.
    site.upload(next(volumes)).raise_for_status()
    for end in (database.kill, database.stop):
        for number in range(times):
            insisting = threading.Thread(target=_insist, args=(site, next(volumes)), daemon=True)
            with verdict.attempt():
                if number % 2 == 0:
                    _end_in_the_transaction(site, insisting, end=end)
                else:
                    insisting.start()
                    time.sleep(chance.uniform(0.0, _UPLOAD_SECONDS))
                    end()
                start = time.monotonic()
                database.start()
                insisting.join()
                verdict.seconds.append(time.monotonic() - start)
                # An upload that cannot ask whether it was committed leaves that to the hourly cleaning.
                site.services.store.clean()
                judge_records(site, verdict)
    site.start_worker()
    judge(site, verdict)
    if len(site.promises) != verdict.tried + 1:
        verdict.lost.append(f"{verdict.tried} uploads were repeated until they were {len(site.promises) - 1} studies")
    return verdict


def stop_the_broker(site: Installation, volumes: Volumes, *, broker: Server, hurry: bool = False) -> Verdict:
    """Kill the broker while a worker is connected, runs a job and has another one waiting; start it again, empty.

    Args:
        site: nothing of it runs.
        volumes: to upload.
        broker: keeps nothing; it runs.
        hurry: do not wait until messages count as lost.
    """
    verdict = Verdict("broker killed under a worker, away in an upload")
    with _one_runs_and_others_wait(site, volumes, others=2) as go_on, verdict.attempt():
        broker.kill()
        site.upload(next(volumes)).raise_for_status()
        broker.start()
        go_on()
        if hurry:
            site.let_messages_count_as_lost()
        judge(site, verdict)
    return verdict


def lose_every_message(site: Installation, volumes: Volumes, *, broker: Server, hurry: bool = False) -> Verdict:
    """Empty the broker, which goes on answering, while a worker runs a job and another one waits."""
    verdict = Verdict("broker emptied while a job runs and one waits")
    with _one_runs_and_others_wait(site, volumes, others=2) as go_on, verdict.attempt():
        with redis.Redis.from_url(broker.url) as client:
            if not client.llen("neuroslice"):
                verdict.lost.append("no message waited: nothing was tried")
            client.flushall()
        go_on()
        if hurry:
            site.let_messages_count_as_lost()
        judge(site, verdict)
    return verdict


@contextmanager
def _one_runs_and_others_wait(site: Installation, volumes: Volumes, *, others: int) -> Iterator[Callable[[], None]]:
    """Start everything, with one job that stands still and others that wait; give what lets the first one go on."""
    site.start_web()
    site.stall.write_text("segmenting")
    site.start_worker()
    for _ in range(1 + others):
        site.upload(next(volumes)).raise_for_status()
    site.wait_for_stage(site.promises[0].job_id, "segmenting")
    yield site.stall.unlink


def _insist(site: Installation, volumes: Mapping[str, bytes]) -> None:
    """Send the same upload again and again, until it is accepted."""
    key = uuid.uuid4().hex
    while True:
        with suppress(requests.RequestException):
            if site.upload(volumes, key=key).status_code == 202:
                return
        time.sleep(0.1)


def _end_in_the_transaction(site: Installation, insisting: threading.Thread, *, end: Callable[[], None]) -> None:
    """Let a database end while the transaction of an upload waits for the row of its patient."""
    others = text(
        "SELECT count(*) FROM information_schema.PROCESSLIST WHERE ID != CONNECTION_ID() AND INFO LIKE '%patients%'"
    )
    with suppress(DBAPIError), site.services.database.engine.connect() as connection:
        connection.execute(select(Patient.id).with_for_update()).all()
        insisting.start()
        until(lambda: bool(connection.scalar(others)), what="no upload came to its transaction")
        end()
