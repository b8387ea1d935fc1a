"""Processes that are killed without a word."""

from __future__ import annotations

import socket
import time
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

import requests

from backend.jobs.broker import make_celery
from backend.jobs.messages import JobMessages
from tests.faults.installation import Installation
from tests.faults.stalling_worker import STAGES
from tests.faults.verdict import Verdict, judge, judge_records
from tests.support.patience import until

__all__ = [
    "cut_off_uploads",
    "kill_after_acknowledging",
    "kill_worker_in_every_stage",
    "send_every_message_twice",
]

Volumes = Iterator[Mapping[str, bytes]]


def kill_worker_in_every_stage(site: Installation, volumes: Volumes, *, stages: tuple[str, ...] = STAGES) -> Verdict:
    """Kill the worker while its job stands still in a stage, and start another one."""
    verdict = Verdict(
        "worker killed (" + ", ".join(stages) + ")" if len(stages) < 3 else "worker killed in every stage of a job"
    )
    site.start_web()
    for stage in stages:
        with verdict.attempt():
            site.stall.write_text(stage)
            site.start_worker()
            site.upload(next(volumes)).raise_for_status()
            site.wait_for_stage(site.promises[-1].job_id, stage)
            site.kill_workers()
            site.stall.unlink()
            site.start_worker()
            judge(site, verdict)
        site.kill_workers()
    return verdict


def cut_off_uploads(site: Installation, volumes: Volumes, *, times: int = 3) -> Verdict:
    """Kill the web server when a part of an upload has arrived: it is as if nobody had sent anything."""
    verdict = Verdict("web server killed in the middle of an upload")
    for number in range(1, times + 1):
        site.start_web()
        prepared = _prepare(site, next(volumes))
        body = prepared.body
        assert isinstance(body, bytes)
        host, port = urlsplit(site.url).netloc.split(":")
        with verdict.attempt():
            with socket.create_connection((host, int(port))) as connection:
                head = "".join(f"{name}: {value}\r\n" for name, value in prepared.headers.items())
                connection.sendall(f"POST /api/studies HTTP/1.1\r\nHost: {host}\r\n{head}\r\n".encode())
                connection.sendall(body[: len(body) * number // (times + 1)])
                incoming = site.settings.data_dir / "store" / "incoming"
                until(lambda incoming=incoming: any(incoming.glob("*/lock")), what="no upload began")  # type: ignore[misc]
                start = time.monotonic()
                site.kill_web()
            site.start_web()
            verdict.seconds.append(time.monotonic() - start)
            judge_records(site, verdict)
        site.kill_web()
    return verdict


def kill_after_acknowledging(site: Installation, volumes: Volumes, *, times: int = 3) -> Verdict:
    """Kill the web server as soon as it has said 202."""
    verdict = Verdict("web server killed right after the 202")
    with verdict.attempt(times):
        for _ in range(times):
            site.start_web()
            site.upload(next(volumes)).raise_for_status()
            site.kill_web()
        site.start_web()
        site.start_worker()
        judge(site, verdict)
    return verdict


def send_every_message_twice(site: Installation, volumes: Volumes, *, times: int = 3) -> Verdict:
    """Hand two workers messages about the same jobs."""
    verdict = Verdict("two workers handed the same message")
    site.start_web()
    messages = JobMessages(make_celery(site.settings), database=site.services.database)
    with verdict.attempt(times):
        for _ in range(times):
            site.upload(next(volumes)).raise_for_status()
        for promise in site.promises:
            for _ in range(3):
                messages.send(promise.job_id)
        site.start_worker()
        site.start_worker()
        judge(site, verdict)
    return verdict


def _prepare(site: Installation, volumes: Mapping[str, bytes]) -> requests.PreparedRequest:
    form = {"patient_mrn": "A-1", "patient_name": "Fault, Patient"}
    files = {name: (f"{name}.nii.gz", content) for name, content in volumes.items()}
    request = requests.Request("POST", f"{site.url}/api/studies", data=form, files=files, headers=site.authorisation)
    return request.prepare()
