"""`neuroslice worker`, for which a network takes as long as a test wants.

What is done to a job while it runs must not depend on how fast the machine is: a fast one has ended it before. So the
real worker runs here with its real network, but no step of segmenting ends while a file is there. Its word says how
the network is held: in many small STEPS, between which a job may be stopped, or in the middle of ONE that goes on.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

from backend.cli.main import main
from backend.jobs.running import RunningJob

__all__ = ["ONE", "STEPS"]

STEPS = "many steps"
ONE = "one step"

_PAUSE_SECONDS = 0.02


def hold_while_there(file: Path) -> None:
    """Let no step of segmenting end while the file is there."""
    report = RunningJob.report

    def held(self: RunningJob, stage: str, progress: float) -> None:
        report(self, stage, progress)
        while stage == "segmenting" and (word := _read(file)) is not None:
            time.sleep(_PAUSE_SECONDS)
            if word == STEPS:
                report(self, stage, progress)

    RunningJob.report = held  # type: ignore[method-assign]


def _read(file: Path) -> str | None:
    try:
        return file.read_text()
    except FileNotFoundError:
        return None


if __name__ == "__main__":
    hold_while_there(Path(sys.argv[1]))
    main(["worker"])
