"""Clocks that are set while jobs run."""

from __future__ import annotations

import struct
import subprocess
from collections.abc import Iterator, Mapping
from pathlib import Path

from tests.faults.installation import Installation
from tests.faults.verdict import Verdict, judge

__all__ = ["SetClock", "set_clock_aside"]

_SOURCE = Path(__file__).with_name("wrong_clock.c")
_HOUR = 3600


class SetClock:
    """The clock of a machine: the time of day that its processes are told, by a library that is loaded before others.

    Args:
        folder: for the library, and for how far the clock is off.
    """

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        library, self._file = folder / "wrong_clock.so", folder / "seconds"
        subprocess.run(["gcc", "-shared", "-fPIC", "-O2", "-o", str(library), str(_SOURCE)], check=True)
        self._file.write_bytes(struct.pack("=q", 0))
        self.environment = {"LD_PRELOAD": str(library), "WRONG_CLOCK": str(self._file)}

    def set(self, seconds: int) -> None:
        """Put it so far ahead of the time, or behind it; running processes see that at once."""
        with self._file.open("r+b") as file:
            file.write(struct.pack("=q", seconds))


def set_clock_aside(site: Installation, volumes: Iterator[Mapping[str, bytes]], *, clock: SetClock) -> Verdict:
    """Set the clock of a machine while a job stands still: ahead, to the right time, and back with the worker killed.

    Args:
        site: whose processes live by the clock.
        volumes: to upload.
        clock: set to the right time.
    """
    verdict = Verdict("clock set an hour ahead or back while a job runs")
    site.start_web()
    for seconds, dies in ((_HOUR, False), (0, False), (-_HOUR, True)):
        with verdict.attempt():
            site.stall.write_text("segmenting")
            site.start_worker()
            site.upload(next(volumes)).raise_for_status()
            site.wait_for_stage(site.promises[-1].job_id, "segmenting")
            clock.set(seconds)
            if dies:
                site.kill_workers()
                site.start_worker()
            site.stall.unlink()
            judge(site, verdict)
        site.kill_workers()
    return verdict
