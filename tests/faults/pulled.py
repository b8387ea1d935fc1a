"""A machine whose plug is pulled: everything on it is killed at once."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import suppress

import requests

from tests.faults.installation import Installation
from tests.faults.servers import Server
from tests.faults.verdict import Verdict, judge, judge_records
from tests.support.patience import until

__all__ = ["pull_the_plug_at_random"]

Volumes = Iterator[Mapping[str, bytes]]

# A pull comes this long at most after the last start, which is longer than an upload and its job take; and this long
# after everything was whole, when the worker has its network loaded.
_AFTER_A_START = 12.0
_IN_THE_MIDDLE = 4.0
# Every other pull waits for a job to run, and comes within this time; a job of a small study takes little longer.
_IN_A_JOB = 0.1
_UPLOADS = 6


def pull_the_plug_at_random(
    site: Installation, volumes: Volumes, *, times: int, chance: random.Random, servers: tuple[Server, ...] = ()
) -> Verdict:
    """Kill everything at once, at any moment of starting, uploading, segmenting and deleting.

    After each pull all that need not be waited for is looked at, before a worker is there to put anything right: each
    study by its hash, whether it was acknowledged or not, masks, files, rows. After two of three, at random, every job
    is waited for as well; after the others the next pull comes while things are still being put right.

    Args:
        site: nothing of it runs.
        volumes: to upload.
        times: how many pulls.
        chance: of the moments.
        servers: that stand on the same machine; they run.
    """
    verdict = Verdict("everything killed at once" + (", MariaDB and Redis too" if servers else ""))
    hit = 0
    site.start_web()
    site.start_worker()
    warm = False
    for number in range(times):
        with verdict.attempt():
            own = random.Random(chance.random())
            working = threading.Thread(target=_work_until_killed, args=(site, volumes), kwargs={"chance": own})
            working.start()
            if number % 2:
                until(lambda w=working: _is_the_moment(site, w), what=f"no job ran; see {site.log}")  # type: ignore[misc]
                time.sleep(chance.uniform(0.0, _IN_A_JOB))
            else:
                time.sleep(chance.uniform(0.0, _IN_THE_MIDDLE if warm else _AFTER_A_START))
            took_jobs = site.pull_the_plug(*servers)
            working.join()
            start = time.monotonic()
            for server in servers:
                server.start()
            site.start_web()
            hit += site.has_running_job_of(took_jobs)
            judge_records(site, verdict)
            site.start_worker()
            warm = chance.random() < 2 / 3
            if warm:
                judge(site, verdict, since=start)
    if not warm:
        judge(site, verdict)
    verdict.notes.append(f"{hit} of {times} pulls hit a running job; {len(site.deleted)} deletions were acknowledged")
    return verdict


def _is_the_moment(site: Installation, working: threading.Thread) -> bool:
    """Tell whether a job runs, or none will any more."""
    return site.runs_a_job() or (not working.is_alive() and site.is_at_rest())


def _work_until_killed(site: Installation, volumes: Volumes, *, chance: random.Random) -> None:
    """Upload, and now and then delete one of the studies that are there."""
    with suppress(requests.RequestException):
        for _ in range(_UPLOADS):
            site.upload(next(volumes))
            there = [promise for promise in site.promises if promise.study_id not in site.perhaps_deleted]
            if there and chance.random() < 1 / 4:
                site.delete(chance.choice(there))
