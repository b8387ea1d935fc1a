"""The product as its users start it: `neuroslice serve` on a free port with a data directory of its own."""

from __future__ import annotations

import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
import requests

from tests.support.patience import PATIENCE_SECONDS, until
from tests.support.private import check_logs, patients_of

CHANNELS = ("flair", "t1", "t1ce", "t2")


def free_port() -> int:
    """Return a TCP port of the loopback interface that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass(frozen=True)
class Product:
    """A running server and worker, with an administrator's token."""

    url: str
    data_dir: Path
    process: subprocess.Popen[bytes]
    log: Path
    admin: str
    password: str
    token: str

    def request(self, method: str, path: str, **options: Any) -> requests.Response:
        """Send one API request as the administrator, and raise for an error status."""
        headers = {"Authorization": f"Bearer {self.token}"} | options.pop("headers", {})
        reply = requests.request(method, self.url + path, headers=headers, timeout=PATIENCE_SECONDS, **options)
        if not reply.ok:
            raise requests.HTTPError(f"{method} {path}: {reply.status_code} {reply.text}", response=reply)
        return reply

    def upload(self, files: Mapping[str, Path], *, mrn: str, name: str, **fields: str) -> dict[str, Any]:
        """Upload one study; return the reply with its study and job."""
        opened = {channel: path.open("rb") for channel, path in files.items()}
        try:
            form = {"patient_mrn": mrn, "patient_name": name, "study_date": "2026-01-02"} | fields
            reply: dict[str, Any] = self.request("POST", "/api/studies", data=form, files=opened).json()
            return reply
        finally:
            for stream in opened.values():
                stream.close()

    def finished_job(self, job_id: int) -> dict[str, Any]:
        """Wait until a job has ended; return it."""
        job: dict[str, Any] = {}

        def ended() -> bool:
            job.update(self.request("GET", f"/api/jobs/{job_id}").json())
            return job["state"] not in ("queued", "running")

        until(ended, what=f"job {job_id} did not end; see {self.log}")
        return job

    @contextmanager
    def workers_held(self) -> Iterator[None]:
        """Stop the worker's processes for the body, so that a job surely waits, however fast the machine is."""
        children = psutil.Process(self.process.pid).children(recursive=True)
        workers = [child for child in children if "gunicorn" not in " ".join(child.cmdline())]
        try:
            _suspend(workers)
            # Not in the middle of a change of the database, which would make everybody else wait too.
            while not self._database_is_free():
                _resume(workers)
                time.sleep(0.05)
                _suspend(workers)
            yield
        finally:
            _resume(workers)

    def _database_is_free(self) -> bool:
        with closing(sqlite3.connect(self.data_dir / "neuroslice.sqlite3", timeout=0.5, isolation_level=None)) as file:
            try:
                file.execute("BEGIN IMMEDIATE")
            except sqlite3.OperationalError:
                return False
            file.execute("ROLLBACK")
            return True


def case_files(folder: Path) -> dict[str, Path]:
    """Find the four volumes of a BraTS case folder, in the naming of either edition."""
    endings = {"flair": r"[_-](flair|t2f)", "t1": r"[_-](t1|t1n)", "t1ce": r"[_-](t1ce|t1c)", "t2": r"[_-](t2|t2w)"}
    return {
        channel: next(path for path in sorted(folder.iterdir()) if re.search(ending + r"\.nii(\.gz)?$", path.name))
        for channel, ending in endings.items()
    }


@contextmanager
def serve(data_dir: Path, *, environment: Mapping[str, str] | None = None) -> Iterator[Product]:
    """Start the product, make the administrator with the printed code, and stop everything afterwards.

    Raises:
        AssertionError: the log names a patient of the database or of the tests.
        TimeoutError: the server or its worker did not become ready; the message holds the end of the log.
    """
    port = free_port()
    data_dir.mkdir(parents=True, exist_ok=True)
    log = data_dir.with_name(data_dir.name + ".log")
    # A new data directory would have its worker measure first which runtime is the faster one.
    chosen = {"NEUROSLICE_RUNTIME": "tensorflow"}
    settings = {"PORT": str(port), "HOST": "127.0.0.1", "NEUROSLICE_DATA_DIR": str(data_dir)} | chosen
    clean = {name: value for name, value in os.environ.items() if not name.startswith("NEUROSLICE_")}
    command = [str(Path(sys.executable).with_name("neuroslice")), "serve"]
    with log.open("wb") as output:
        process = subprocess.Popen(
            command,
            env=clean | settings | dict(environment or {}),
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    try:
        url = f"http://127.0.0.1:{port}"
        _wait_until_ready(url, process=process, log=log)
        admin, password = "admin", "a long phrase for the tests"
        token = _make_administrator(url, admin=admin, password=password, log=log)
        yield Product(url=url, data_dir=data_dir, process=process, log=log, admin=admin, password=password, token=token)
    finally:
        _stop(process)
    check_logs([log], others=patients_of(data_dir / "neuroslice.sqlite3"))


def _suspend(processes: list[psutil.Process]) -> None:
    for process in processes:
        process.suspend()
    # The signal takes a moment to arrive.
    while any(process.status() != psutil.STATUS_STOPPED for process in processes):
        time.sleep(0.01)


def _resume(processes: list[psutil.Process]) -> None:
    for process in processes:
        process.resume()


def _wait_until_ready(url: str, *, process: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline and process.poll() is None:
        try:
            if requests.get(url + "/api/ready", timeout=5).status_code == 200:
                return
        except (requests.ConnectionError, requests.Timeout):
            pass
        time.sleep(0.2)
    raise TimeoutError(f"the product did not become ready:\n{log.read_text()[-4000:]}")


def _make_administrator(url: str, *, admin: str, password: str, log: Path) -> str:
    """Use the one-time code of the log as a new user would; return a token for programs."""
    code = re.search(r"code[^:]*:\s*(\S+)", log.read_text())
    if code is None:
        raise TimeoutError(f"no one-time code was printed:\n{log.read_text()[-4000:]}")
    browser = requests.Session()
    made = browser.post(
        url + "/api/first-run", json={"code": code[1], "name": admin, "password": password}, timeout=PATIENCE_SECONDS
    )
    made.raise_for_status()
    session = made.json()
    token = browser.post(
        f"{url}/api/accounts/{session['account']['id']}/tokens",
        json={"name": "tests"},
        headers={"X-CSRF-Token": session["csrf_token"]},
        timeout=PATIENCE_SECONDS,
    )
    token.raise_for_status()
    return str(token.json()["token"])


def _stop(process: subprocess.Popen[bytes]) -> None:
    """Ask as Ctrl-C does; what is still there after a while is killed, group and all."""
    if process.poll() is None:
        process.send_signal(signal.SIGINT)
        try:
            process.wait(timeout=120)
        except subprocess.TimeoutExpired:
            os.killpg(process.pid, signal.SIGKILL)
            process.wait(timeout=PATIENCE_SECONDS)
