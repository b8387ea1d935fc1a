"""Keep the web server and the worker running side by side, and stop both together."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.request
from collections import deque
from dataclasses import dataclass, field

from backend.cli._address import Address
from backend.cli._announce import announce
from backend.logs import LogFormat
from backend.processes import signal_on_parent_death

__all__ = ["Supervisor"]

_PAUSE = 0.5
# Time for a request and for a job to be given back; then whoever is left is killed.
_STOP_SECONDS = 15.0
_RESTARTS = 5
# Each of many threads would keep a heap of its own for what it once unpacked: a third more memory for nothing.
_ENVIRONMENT = {"MALLOC_ARENA_MAX": "2"}
_RESTART_SECONDS = 60.0


@dataclass
class Child:
    """A process of ours.

    Args:
        name: what to call it.
        command: how to start it.
        process: once it was started.
        starts: when it was started, last ones only.
    """

    name: str
    command: list[str]
    process: subprocess.Popen[bytes] | None = None
    starts: deque[float] = field(default_factory=lambda: deque(maxlen=_RESTARTS))

    def start(self) -> None:
        """Start it in our process group; it is told to stop when we die."""
        self.starts.append(time.monotonic())
        environment = _ENVIRONMENT | dict(os.environ)
        self.process = subprocess.Popen(self.command, preexec_fn=_prepare_child, env=environment)

    def restarts_too_often(self) -> bool:
        """Tell whether starting it again would be of no use."""
        return len(self.starts) == _RESTARTS and time.monotonic() - self.starts[0] < _RESTART_SECONDS


class Supervisor:
    """Run the processes of one installation.

    A process that ends by itself is started again, so that a worker out of memory does not take the viewer away from
    its users; five times in a minute means that something is wrong, and everything stops with a status that says so.

    Args:
        address: where to serve.
        with_worker: start a worker too.
        style: of its own lines.
    """

    def __init__(self, *, address: Address, with_worker: bool, style: LogFormat = "text") -> None:
        self._address = address
        self._style: LogFormat = style
        self._stopping = False
        gunicorn = [sys.executable, "-m", "gunicorn", "--config", "python:backend.gunicorn_settings"]
        self._web = Child("web server", [*gunicorn, "--bind", address.bind])
        self._children = [self._web]
        worker = [sys.executable, "-m", "backend.cli", "worker"]
        if with_worker:
            self._children.append(Child("worker", worker))

    def listen(self) -> None:
        """Take signals to stop from now on, also before anything runs."""
        for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(number, self._on_signal)

    def run(self) -> int:
        """Run until a signal says to stop; give the exit status."""
        self.listen()
        status = 0
        try:
            for child in self._children:
                if not self._stopping:
                    child.start()
            announced = False
            while not self._stopping:
                status = self._look_after_children()
                if status != 0:
                    break
                if not announced and self._is_ready():
                    announced = True
                    announce(f"NeuroSlice is ready at {self._address.url} (Ctrl-C stops it).", style=self._style)
                time.sleep(_PAUSE)
        finally:
            self._stop()
        return status

    def _on_signal(self, number: int, frame: object) -> None:
        self._stopping = True

    def _look_after_children(self) -> int:
        """Start again what has ended; give a status other than 0 if that is of no use."""
        for child in self._children:
            if child.process is None or child.process.poll() is None or self._stopping:
                continue
            if child.restarts_too_often():
                self._warn(f"the {child.name} ends again and again; stopping everything.")
                return 1
            self._warn(f"the {child.name} ended ({_status(child.process)}); starting it again.")
            child.start()
        return 0

    def _is_ready(self) -> bool:
        # Without a worker of ours, it is not for us to wait for one.
        path = "/api/ready" if len(self._children) > 1 else "/api/health"
        try:
            with urllib.request.urlopen(self._address.url + path, timeout=2) as reply:
                return bool(reply.status == 200)
        except OSError:
            return False

    def _stop(self) -> None:
        """Ask everybody to stop; kill who does not."""
        running = [child.process for child in self._children if child.process and child.process.poll() is None]
        for process in running:
            process.send_signal(signal.SIGTERM)
        deadline = time.monotonic() + _STOP_SECONDS
        for process in running:
            try:
                process.wait(timeout=max(0.0, deadline - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
        announce("NeuroSlice has stopped.", style=self._style)

    def _warn(self, words: str) -> None:
        announce(f"neuroslice: {words}", style=self._style, is_wrong=True)


def _prepare_child() -> None:
    # Ctrl-C reaches the whole process group. A process that is still starting would end with a traceback; it is
    # stopped by us instead. Once started, gunicorn and Celery see to the signal themselves.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal_on_parent_death(signal.SIGTERM)


def _status(process: subprocess.Popen[bytes]) -> str:
    code = process.returncode
    return f"signal {-code}" if code < 0 else f"status {code}"
