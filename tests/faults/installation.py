"""An installation of real processes that can be killed one by one, and what it has promised to whom."""

from __future__ import annotations

import gzip
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

import nibabel
import numpy as np
import psutil
import requests
from sqlalchemy import select, update

from backend.services import Services, make_services
from backend.settings import Settings
from db.models import Job
from db.upgrade import upgrade
from tests.faults.servers import Server
from tests.support.patience import PATIENCE_SECONDS, answers, until
from tests.support.product import free_port
from tests.support.s3 import KEY, SECRET

__all__ = ["Installation", "Promise"]

CHECKOUT = Path(__file__).parents[2]
PASSWORD = "a long phrase for the faults"
ENDED = ("succeeded", "failed", "cancelled")


@dataclass(frozen=True)
class Promise:
    """A study that was acknowledged with a 202.

    Args:
        study_id: its number.
        job_id: of its first job.
        voxels: of each channel that was sent, the hash of its values.
    """

    study_id: int
    job_id: int
    voxels: Mapping[str, str]


def hash_voxels(volumes: Mapping[str, bytes]) -> dict[str, str]:
    """Hash the values of volumes, whatever their headers say."""
    return {
        channel: sha256(
            np.asarray(nibabel.Nifti1Image.from_bytes(gzip.decompress(content)).dataobj).tobytes()
        ).hexdigest()
        for channel, content in volumes.items()
    }


class Installation:
    """Run a web server and workers on one data directory.

    What its users were told is noted down: `promises` are studies that were acknowledged, `deleted` those of them
    whose deletion was. Of what nobody said how it ended, each is there and whole or not at all: `unanswered` are the
    values of uploads, `perhaps_deleted` are studies.

    Args:
        data_dir: new.
        database_url: empty for the one in the data directory.
        broker_url: likewise.
        store_url: likewise.
        beside: another machine of the same installation, which has made its tables and its account.
        environment: more variables of its processes.
    """

    def __init__(
        self,
        data_dir: Path,
        *,
        database_url: str = "",
        broker_url: str = "",
        store_url: str = "",
        beside: Installation | None = None,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        data_dir.mkdir(parents=True, exist_ok=True)
        self.stall = data_dir.parent / f"{data_dir.name}.stall"
        self.log = data_dir.parent / f"{data_dir.name}.log"
        self.promises: list[Promise] = []
        self.unanswered: list[Mapping[str, str]] = []
        self.deleted: set[int] = set()
        self.perhaps_deleted: set[int] = set()
        self._port = free_port()
        self._environment = {
            "NEUROSLICE_DATA_DIR": str(data_dir),
            "NEUROSLICE_RUNTIME": "tensorflow",
            # So that what was lost is found within seconds.
            "NEUROSLICE_LEASE_SECONDS": "3",
            "NEUROSLICE_HEARTBEAT_SECONDS": "0.5",
            "NEUROSLICE_SWEEP_SECONDS": "0.5",
            "NEUROSLICE_JOB_ATTEMPTS": "10",
            "NEUROSLICE_WEB_WORKERS": "1",
            "NEUROSLICE_DATABASE_URL": database_url,
            "NEUROSLICE_BROKER_URL": broker_url,
            "NEUROSLICE_STORE_URL": store_url,
            "NEUROSLICE_STORE_KEY": KEY if store_url else "",
            "NEUROSLICE_STORE_SECRET": SECRET if store_url else "",
            **(environment or {}),
        }
        self.settings = Settings.from_environment(self._environment)
        self._web: subprocess.Popen[bytes] | None = None
        self._workers: list[subprocess.Popen[bytes]] = []
        if beside is None:
            upgrade(self.settings.database_url)
        self._token: str = self._make_token() if beside is None else beside._token

    @property
    def url(self) -> str:
        """The address of the web server."""
        return f"http://127.0.0.1:{self._port}"

    @cached_property
    def services(self) -> Services:
        """What lies in the database and the store, seen from here."""
        return make_services(self.settings)

    @property
    def authorisation(self) -> dict[str, str]:
        """What a radiologist's program sends with every request."""
        return {"Authorization": f"Bearer {self._token}"}

    def start_web(self) -> None:
        """Start the web server and wait until it answers."""
        gunicorn = [
            "-m",
            "gunicorn",
            "--config",
            "python:backend.gunicorn_settings",
            "--bind",
            f"127.0.0.1:{self._port}",
        ]
        self._web = self._start(*gunicorn)
        until(lambda: answers(f"{self.url}/api/health"), what=f"no web server; see {self.log}")

    def start_worker(self) -> None:
        """Start one more worker; it takes jobs as soon as it can."""
        self._workers.append(self._start("-m", "tests.faults.stalling_worker", str(self.stall)))

    def kill_web(self) -> None:
        """Kill the web server, every process of it at once."""
        self._kill([self._web] if self._web else [])
        self._web = None

    def kill_workers(self) -> None:
        """Kill the workers, every process of them at once."""
        self._kill(self._workers)
        self._workers = []

    def pull_the_plug(self, *servers: Server) -> set[int]:
        """Kill everything at once, with servers that stand on the same machine; give the processes that took jobs."""
        took_jobs = self._job_processes()
        self._kill([*self._workers, *([self._web] if self._web else [])], servers=servers)
        self._web, self._workers = None, []
        return took_jobs

    def close(self) -> None:
        """Kill everything and let go of the database."""
        self.pull_the_plug()
        self.services.database.engine.dispose()

    def request(self, method: str, path: str, **options: Any) -> requests.Response:
        """Send a request as a radiologist."""
        headers = self.authorisation | options.pop("headers", {})
        return requests.request(method, self.url + path, headers=headers, timeout=PATIENCE_SECONDS, **options)

    def upload(self, volumes: Mapping[str, bytes], *, key: str = "") -> requests.Response:
        """Upload a study; what is acknowledged is noted down at once.

        Args:
            volumes: by channel.
            key: lets the same upload be sent again.

        Raises:
            ConnectionError: nobody answered; whether there is a study now is not known.
        """
        form = {"patient_mrn": "A-1", "patient_name": "Fault, Patient", "study_date": "2026-01-02"}
        files = {name: (f"{name}.nii.gz", content) for name, content in volumes.items()}
        headers = {"Idempotency-Key": key} if key else {}
        voxels = hash_voxels(volumes)
        self.unanswered.append(voxels)
        reply = self.request("POST", "/api/studies", data=form, files=files, headers=headers)
        # An error of the server may come after its change.
        if reply.status_code < 500:
            self.unanswered = [each for each in self.unanswered if each != voxels]
        if reply.status_code == 202:
            made = reply.json()
            promise = Promise(made["study"]["id"], made["job"]["id"], voxels)
            # The same one again, if its key was sent before.
            if promise not in self.promises:
                self.promises.append(promise)
        return reply

    def delete(self, promise: Promise) -> None:
        """Delete a study; what is acknowledged is noted down at once.

        Raises:
            ConnectionError: nobody answered; whether there is the study now is not known.
        """
        self.perhaps_deleted.add(promise.study_id)
        if self.request("DELETE", f"/api/studies/{promise.study_id}").status_code == 204:
            self.deleted.add(promise.study_id)

    def stored(self, promise: Promise) -> dict[str, str]:
        """Download the volumes of a study; give the hash of the values of each that is there."""
        paths = {channel: f"/api/studies/{promise.study_id}/images/{channel}.nii.gz" for channel in promise.voxels}
        replies = {channel: self.request("GET", path) for channel, path in paths.items()}
        return hash_voxels({channel: reply.content for channel, reply in replies.items() if reply.ok})

    def job(self, job_id: int) -> dict[str, Any]:
        """Show a job."""
        reply: dict[str, Any] = self.request("GET", f"/api/jobs/{job_id}").json()
        return reply

    def runs_a_job(self) -> bool:
        """Tell whether a worker of this machine is at work on a job."""
        return self.has_running_job_of(self._job_processes())

    def has_running_job_of(self, processes: set[int]) -> bool:
        """Tell whether a row says that one of some processes is at work on a job."""
        with self.services.database.read() as session:
            names = session.scalars(select(Job.worker).where(Job.state == "running")).all()
        return any(int(name.split(":")[1]) in processes for name in names if name)

    def wait_for_stage(self, job_id: int, stage: str) -> None:
        """Wait until a job stands still in a stage."""
        wanted = {"state": "succeeded"} if stage == "stored" else {"state": "running", "stage": stage}
        until(
            lambda: self.job(job_id).items() >= wanted.items(), what=f"job {job_id} never came to {stage}: {self.log}"
        )

    def let_messages_count_as_lost(self) -> None:
        """Let so much time have passed that a message which nobody took up counts as lost."""
        with self.services.database.write() as session:
            session.execute(
                update(Job).where(Job.state == "queued").values(message_sent_at=datetime(2000, 1, 1, tzinfo=UTC))
            )

    def wait_for_log(self, words: str) -> None:
        """Wait until a process has said something."""
        until(lambda: words in self.log.read_text(errors="replace"), what=f"nobody said {words!r} in {self.log}")

    def wait_until_ended(self) -> float:
        """Wait until every job has ended; say how many seconds that took."""
        start = time.monotonic()
        until(self.is_at_rest, what=f"a job did not end; see {self.log}")
        return time.monotonic() - start

    def is_at_rest(self) -> bool:
        """Tell whether every job has ended."""
        going_on = select(Job.id).where(Job.state.not_in(ENDED)).limit(1)
        with self.services.database.read() as session:
            return session.scalar(going_on) is None

    def _start(self, *arguments: str) -> subprocess.Popen[bytes]:
        inherited = {name: value for name, value in os.environ.items() if not name.startswith("NEUROSLICE_")}
        with self.log.open("ab") as output:
            return subprocess.Popen(
                [sys.executable, *arguments],
                cwd=CHECKOUT,
                env=inherited | self._environment,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def _job_processes(self) -> set[int]:
        return {child.pid for each in self._workers for child in psutil.Process(each.pid).children()}

    def _kill(self, processes: list[subprocess.Popen[bytes]], *, servers: tuple[Server, ...] = ()) -> None:
        for process in processes:
            os.killpg(process.pid, signal.SIGKILL)
        for server in servers:
            server.signal(signal.SIGKILL)
        for process in processes:
            process.wait()
        for server in servers:
            server.wait()

    def _make_token(self) -> str:
        neuroslice = [sys.executable, "-m", "backend.cli"]
        environment = os.environ | self._environment
        for arguments, given in (
            (["user", "add", "faults", "--role", "radiologist", "--password-stdin"], PASSWORD),
            (["token", "add", "faults"], ""),
        ):
            done = subprocess.run(
                [*neuroslice, *arguments], env=environment, cwd=CHECKOUT, input=given, capture_output=True, text=True
            )
            if done.returncode != 0:
                raise RuntimeError(done.stderr)
        return done.stdout.strip()
