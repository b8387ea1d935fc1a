"""An installation without a web server: its application, and real worker processes beside it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

import psutil
from flask.testing import FlaskClient

from backend.access.cookie import COOKIE
from backend.accounts.passwords import hash_password
from backend.app import create_app
from backend.services import EXTENSION, Services
from backend.settings import Settings
from db.models import Account
from tests.support.studies import Files, post_study

__all__ = ["Site", "WorkerProcess", "open_site", "until"]

PATIENCE_SECONDS = 120.0


def until(condition: Callable[[], bool], *, what: str) -> None:
    """Wait for something.

    Raises:
        TimeoutError: it did not happen.
    """
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError(what)
        time.sleep(0.05)


@dataclass
class WorkerProcess:
    """A running `neuroslice worker`."""

    process: subprocess.Popen[bytes]
    log: Path

    @property
    def child(self) -> psutil.Process:
        """The forked process that has the network."""
        return max(psutil.Process(self.process.pid).children(), key=lambda child: child.memory_info().rss)

    def kill(self) -> None:
        """Kill it without a word."""
        self.process.kill()
        self.process.wait()

    def terminate(self) -> int:
        """Ask it to stop; give its exit status."""
        self.process.send_signal(signal.SIGTERM)
        return self.process.wait(timeout=60)


@dataclass
class Site:
    """An installation."""

    settings: Settings
    services: Services
    client: FlaskClient
    workers: list[WorkerProcess] = field(default_factory=list)

    def start_worker(self) -> WorkerProcess:
        """Start a worker; it is not ready yet."""
        log = self.settings.data_dir / f"worker-{len(self.workers)}.log"
        changed = self.settings.model_dump(exclude_defaults=True)
        variables = {f"NEUROSLICE_{name.upper()}": str(value) for name, value in changed.items()}
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("NEUROSLICE_")}
        with log.open("wb") as output:
            process = subprocess.Popen(
                [sys.executable, "-m", "backend.cli", "worker"],
                env=inherited | variables,
                stdout=output,
                stderr=subprocess.STDOUT,
            )
        worker = WorkerProcess(process, log)
        self.workers.append(worker)
        return worker

    def ready(self) -> bool:
        """Tell whether everything answers."""
        return self.client.get("/api/ready").status_code == 200

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

        def there() -> bool:
            job = self.job(job_id)
            if job["state"] in ended and job["state"] != state:
                raise AssertionError(f"expected a job that is {state}. Received: {job}")
            return job["state"] == state and stage in (None, job["stage"])

        until(there, what=f"job {job_id} did not become {state}; logs: {[str(each.log) for each in self.workers]}")
        return self.job(job_id)


@contextmanager
def open_site(settings: Settings) -> Iterator[Site]:
    """Make the application on a migrated database, signed in as a radiologist; stop its workers at the end."""
    app = create_app(settings)
    services = cast(Services, app.extensions[EXTENSION])
    account = Account(name="radiologist", password_hash=hash_password("correct horse battery"), role="radiologist")
    with services.database.write() as session:
        session.add(account)
    secret, identity = services.sessions.open(account)
    client = app.test_client()
    client.set_cookie(COOKIE, secret)
    client.environ_base["HTTP_X_CSRF_TOKEN"] = identity.csrf_token or ""
    site = Site(settings=settings, services=services, client=client)
    try:
        yield site
    finally:
        for worker in site.workers:
            if worker.process.poll() is None:
                worker.kill()
        services.database.engine.dispose()
