"""A web server without a worker on a data directory of its own, to be stopped and started at the same address."""

from __future__ import annotations

import re
import signal
import subprocess
import sys
from pathlib import Path

import requests

from tests.support.patience import PATIENCE_SECONDS, answers, until
from tests.support.private import check_logs
from tests.support.product import free_port

__all__ = ["WebServer"]


class WebServer:
    """Run `neuroslice serve --no-worker`.

    Args:
        folder: where its data and its log are.
        settings: further variables of its environment.
    """

    def __init__(self, folder: Path, **settings: str) -> None:
        self._settings = settings
        self.url = f"http://127.0.0.1:{free_port()}"
        self.data_dir = folder / "data"
        self.log = folder / "log"
        self._process: subprocess.Popen[bytes] | None = None

    @property
    def code(self) -> str:
        """The one-time code of the first run."""
        found = re.search(r"code[^:]*:\s*(\S+)", self.log.read_text())
        assert found is not None, self.log.read_text()
        return found[1]

    def start(self) -> None:
        """Start it and wait until it answers."""
        port = self.url.rpartition(":")[2]
        environment = {
            "PORT": port,
            "NEUROSLICE_DATA_DIR": str(self.data_dir),
            "PATH": "/usr/bin:/bin",
        } | self._settings
        command = [str(Path(sys.executable).with_name("neuroslice")), "serve", "--no-worker"]
        with self.log.open("ab") as output:
            self._process = subprocess.Popen(command, env=environment, stdout=output, stderr=subprocess.STDOUT)
        process = self._process
        until(
            lambda: process.poll() is not None or answers(self.url + "/api/health"),
            what=f"no web server; see {self.log}",
        )
        assert process.poll() is None, self.log.read_text()

    def stop(self) -> None:
        """Stop it, as Ctrl-C does."""
        if self._process is not None and self._process.poll() is None:
            self._process.send_signal(signal.SIGINT)
            self._process.wait(timeout=PATIENCE_SECONDS)
            check_logs([self.log])

    def make_administrator(self, *, name: str, password: str) -> None:
        """Use the one-time code."""
        account = {"code": self.code, "name": name, "password": password}
        requests.post(self.url + "/api/first-run", json=account, timeout=PATIENCE_SECONDS).raise_for_status()
