"""`neuroslice worker`, whose jobs stand still in the stage that a file names, so that it can be killed right there.

Beside the stages that a job reports there is "stored": its mask is committed, and its message not yet acknowledged.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path
from typing import Any

from backend.cli.main import main
from backend.jobs.ledger import JobLedger
from backend.jobs.running import RunningJob

__all__ = ["STAGES"]

STAGES = ("loading", "reading", "preprocessing", "segmenting", "restoring", "storing", "stored")

_PAUSE_SECONDS = 0.02


def stall_where(file: Path) -> None:
    """Let a job stand still in the stage that the file names, for as long as it does."""
    report, succeed = RunningJob.report, JobLedger.succeed

    def stand_still(stage: str) -> None:
        while _read(file) == stage:
            time.sleep(_PAUSE_SECONDS)

    def stalled_report(self: RunningJob, stage: str, progress: float) -> None:
        report(self, stage, progress)
        stand_still(stage)

    def stalled_succeed(self: JobLedger, *arguments: Any, **options: Any) -> None:
        succeed(self, *arguments, **options)
        stand_still("stored")

    RunningJob.report = stalled_report  # type: ignore[method-assign]
    JobLedger.succeed = stalled_succeed  # type: ignore[method-assign]


def _read(file: Path) -> str | None:
    try:
        return file.read_text()
    except FileNotFoundError:
        return None


if __name__ == "__main__":
    stall_where(Path(sys.argv[1]))
    main(["worker"])
