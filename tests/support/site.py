"""An installation without a web server: its application, and real worker processes beside it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any, cast

import psutil
from flask.testing import FlaskClient
from sqlalchemy import select, update

from backend.access.cookie import COOKIE
from backend.accounts.passwords import hash_password
from backend.app import create_app
from backend.services import EXTENSION, Services
from backend.sessions.browser import Browser
from backend.settings import Settings
from db.models import Account, Job, Worker
from db.types import utc_now
from tests.support.held_worker import ONE, STEPS
from tests.support.patience import PATIENCE_SECONDS, until
from tests.support.private import check_logs
from tests.support.studies import Files, post_study

__all__ = ["Site", "WorkerProcess", "gone", "open_site"]

CHECKOUT = Path(__file__).parents[2]


def gone(process: psutil.Process) -> bool:
    """Tell whether a process has ended, even if nobody has asked yet how."""
    try:
        return not process.is_running() or process.status() == psutil.STATUS_ZOMBIE
    except psutil.NoSuchProcess:
        return True


@dataclass
class WorkerProcess:
    """A running `neuroslice worker`."""

    process: subprocess.Popen[bytes]
    log: Path

    @property
    def children(self) -> list[psutil.Process]:
        """The processes that it has forked."""
        return psutil.Process(self.process.pid).children()

    def kill(self) -> None:
        """Kill it without a word."""
        self.process.kill()
        self.process.wait()

    def terminate(self) -> int:
        """Ask it to stop; give its exit status."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=PATIENCE_SECONDS)


@dataclass
class Site:
    """An installation."""

    settings: Settings
    services: Services
    client: FlaskClient
    workers: list[WorkerProcess] = field(default_factory=list)

    def start_worker(self) -> WorkerProcess:
        """Start a worker and wait until a process of it has the network loaded."""
        log = self.settings.data_dir / f"worker-{len(self.workers)}.log"
        changed = self.settings.model_dump(exclude_defaults=True)
        variables = {f"NEUROSLICE_{name.upper()}": str(value) for name, value in changed.items()}
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("NEUROSLICE_")}
        # A new data directory would have the worker measure first which runtime is the faster one.
        inherited["NEUROSLICE_RUNTIME"] = "tensorflow"
        with log.open("wb") as output:
            process = subprocess.Popen(
                [sys.executable, "-m", "tests.support.held_worker", str(self._hold)],
                cwd=CHECKOUT,
                env=inherited | variables,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        worker = WorkerProcess(process, log)
        self.workers.append(worker)
        until(lambda: self._has_loaded(worker), what=f"the worker did not become ready; see {log}")
        return worker

    def ready_pids(self) -> set[int]:
        """Give the processes that say that they have the network loaded."""
        with self.services.database.read() as session:
            return {int(name.rpartition(":")[2]) for name in session.scalars(select(Worker.name))}

    @contextmanager
    def held(self, *, in_one_step: bool = False) -> Iterator[None]:
        """Let no job that is being segmented come to its end in the body.

        Args:
            in_one_step: let the network not even come to a step at which the job could be stopped.
        """
        # In place at once, with its word in it.
        new = self._hold.with_suffix(".new")
        new.write_text(ONE if in_one_step else STEPS)
        new.replace(self._hold)
        try:
            yield
        finally:
            self._hold.unlink()

    def process_of(self, job_id: int) -> psutil.Process:
        """Give the process that runs a job."""
        with self.services.database.read() as session:
            worker = session.get_one(Job, job_id).worker
        assert worker is not None
        return psutil.Process(int(worker.split(":")[1]))

    def end_lease(self, job_id: int) -> None:
        """Let so much time have passed that a job whose worker is gone counts as lost."""
        with self.services.database.write() as session:
            session.execute(update(Job).where(Job.id == job_id).values(lease_until=utc_now() - timedelta(seconds=1)))

    def upload(self, files: Files) -> dict[str, Any]:
        """Upload a study; give its job."""
        reply = post_study(self.client, files)
        assert reply.status_code == 202, reply.json
        return cast(dict[str, dict[str, Any]], reply.json)["job"]

    def job(self, job_id: int) -> dict[str, Any]:
        """Show a job."""
        return cast(dict[str, Any], self.client.get(f"/api/jobs/{job_id}").json)

    def wait_for(self, job_id: int, *, state: str, stage: str | None = None) -> dict[str, Any]:
        """Wait until a job is in a state, and in a stage if one is named."""
        ended = ("succeeded", "failed", "cancelled")
        job: dict[str, Any] = {}

        def there() -> bool:
            job.update(self.job(job_id))
            if job["state"] in ended and job["state"] != state:
                raise AssertionError(f"expected a job that is {state}. Received: {job}")
            return job["state"] == state and stage in (None, job["stage"])

        until(there, what=f"job {job_id} did not become {state}; logs: {[str(each.log) for each in self.workers]}")
        return job

    @property
    def _hold(self) -> Path:
        return self.settings.data_dir / "hold"

    def _has_loaded(self, worker: WorkerProcess) -> bool:
        assert worker.process.poll() is None, worker.log.read_text()
        return not self.ready_pids().isdisjoint(child.pid for child in worker.children)


@contextmanager
def open_site(settings: Settings) -> Iterator[Site]:
    """Make the application on a migrated database, signed in as a radiologist; stop its workers at the end."""
    app = create_app(settings)
    services = cast(Services, app.extensions[EXTENSION])
    account = Account(name="radiologist", password_hash=hash_password("correct horse battery"), role="radiologist")
    with services.database.write() as session:
        session.add(account)
    secret, identity = services.sessions.open(account, browser=Browser())
    client = app.test_client()
    client.set_cookie(COOKIE, secret)
    client.environ_base["HTTP_X_CSRF_TOKEN"] = identity.csrf_token or ""
    site = Site(settings=settings, services=services, client=client)
    try:
        yield site
        check_logs(worker.log for worker in site.workers)
    finally:
        for worker in site.workers:
            if worker.process.poll() is None:
                worker.kill()
        services.database.engine.dispose()
