"""Machines that share a database, a broker and an S3 store, and nothing else; and one of each kind that is killed."""

from __future__ import annotations

import threading
import time
import uuid
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from pathlib import Path

import requests

from tests.faults.installation import Installation
from tests.faults.servers import mariadb, redis_without_memory
from tests.faults.verdict import Verdict, judge
from tests.support.patience import until
from tests.support.s3 import S3Server

__all__ = ["kill_one_of_each", "machines"]


@contextmanager
def machines(folder: Path, *, webs: int, workers: int) -> Iterator[tuple[list[Installation], list[Installation]]]:
    """Make machines for web servers and for workers, each with a folder of its own; nothing runs on them yet."""
    with ExitStack() as stack:
        server = mariadb(folder / "mariadb")
        broker = redis_without_memory(folder / "redis")
        for each in (server, broker):
            each.start()
            stack.callback(each.kill)
        bucket = stack.enter_context(S3Server.running()).new_bucket()
        made: list[Installation] = []
        for number in range(webs + workers):
            machine = Installation(
                folder / f"machine-{number}",
                database_url=server.url,
                broker_url=broker.url,
                store_url=bucket,
                beside=made[0] if made else None,
            )
            stack.callback(machine.close)
            made.append(machine)
        yield made[:webs], made[webs:]


def kill_one_of_each(
    webs: list[Installation], workers: list[Installation], volumes: Iterator[Mapping[str, bytes]], *, jobs: int
) -> Verdict:
    """Kill a web machine while it takes in uploads, and a worker machine at work; whoever uploads goes to another one.

    Args:
        webs: at least two; the first is killed, and comes back when all is done.
        workers: at least two; the first is killed for good.
        volumes: to upload.
        jobs: how many studies.
    """
    verdict = Verdict(f"{len(webs)} web machines, {len(workers)} workers, S3: one of each killed")
    for web in webs:
        web.start_web()
    for worker in workers:
        worker.start_worker()
    doomed_web, doomed_worker = webs[0], workers[0]
    half_way = threading.Event()
    uploading = threading.Thread(target=_upload_all, args=(webs, volumes), kwargs={"jobs": jobs, "half_way": half_way})
    with verdict.attempt(2):
        uploading.start()
        half_way.wait()
        doomed_web.kill_web()
        until(doomed_worker.runs_a_job, what=f"the first worker never got a job; see {doomed_worker.log}")
        doomed_worker.kill_workers()
        start = time.monotonic()
        uploading.join()
        survivor = webs[1]
        # What one of them did not answer was sent to another one, so there is nothing whose end nobody was told.
        survivor.promises = [promise for web in webs for promise in web.promises]
        survivor.wait_until_ended()
        seconds = time.monotonic() - start
        # It is to clean up after itself, as it does at every start.
        doomed_web.start_web()
        judge(survivor, verdict)
        verdict.seconds = [seconds]
        if len(survivor.promises) != jobs:
            verdict.lost.append(f"{verdict.fault}: {jobs - len(survivor.promises)} uploads never came through")
    return verdict


def _upload_all(
    webs: list[Installation], volumes: Iterator[Mapping[str, bytes]], *, jobs: int, half_way: threading.Event
) -> None:
    """Upload to each web machine in turn; where it does not answer, the same once more to the next one."""
    for number in range(jobs):
        if number == jobs // 2:
            half_way.set()
        key, study = uuid.uuid4().hex, next(volumes)
        for attempt in range(len(webs)):
            try:
                webs[(number + attempt) % len(webs)].upload(study, key=key).raise_for_status()
            except requests.ConnectionError:
                continue
            break
