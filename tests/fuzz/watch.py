"""A clock beside a process that reads files, which ends it when one takes too long."""

from __future__ import annotations

import subprocess
import threading
import time
from pathlib import Path

__all__ = ["Watch"]

_PAUSE_SECONDS = 0.1


class Watch:
    """Kill a process that is at one file for too long, whether it computes, sleeps or waits for something.

    What counts is the time by the clock without that in which the process would have gone on, but the processor was
    with others: a busy machine makes no hangs.

    Args:
        process: it is not watched before the first file is begun.
        seconds: for one file.
    """

    def __init__(self, process: subprocess.Popen[str], *, seconds: float) -> None:
        self.hung = False
        self._process = process
        self._seconds = seconds
        self._limit: float | None = None
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def begin(self) -> None:
        """Say that a file is begun, and the one before it done."""
        self._limit = self._now() + self._seconds

    def end(self) -> None:
        """Say that the process has ended."""
        self._over.set()
        self._thread.join()

    def _run(self) -> None:
        while not self._over.wait(_PAUSE_SECONDS):
            if self._limit is not None and self._now() > self._limit:
                self.hung = True
                self._process.kill()
                return

    def _now(self) -> float:
        """Give the seconds of the clock, without those in which the process stood in line for a processor."""
        try:
            in_line = int(Path(f"/proc/{self._process.pid}/schedstat").read_text(encoding="ascii").split()[1])
        except (FileNotFoundError, ProcessLookupError):
            # It has ended, or this kernel does not count that.
            in_line = 0
        return time.monotonic() - in_line / 1e9
