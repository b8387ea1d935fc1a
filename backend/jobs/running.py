"""A job while it runs: its lease is renewed beside the work, and the work is told when to stop."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable
from types import TracebackType
from typing import Literal

from sqlalchemy.exc import SQLAlchemyError

from backend.jobs.ledger import Claim, JobLedger
from model.errors import JobInterrupted

__all__ = ["Interruption", "RunningJob"]

Interruption = Literal["cancelled", "lost", "stopping"]

logger = logging.getLogger(__name__)

_TICK_SECONDS = 0.5
# How long the work may go on after the worker was told to stop, before the process ends under it.
_STOP_SECONDS = 3.0


class RunningJob:
    """Hold a claimed job: renew its lease, write its progress, and pass on that it is to stop.

    Args:
        claim: the job.
        ledger: where its row is.
        heartbeat: seconds between renewals at most.
        stopping: says whether the worker is to stop.
        give_up: ends the process; called when the work does not stop in time.
    """

    def __init__(
        self,
        claim: Claim,
        ledger: JobLedger,
        *,
        heartbeat: float,
        stopping: Callable[[], bool],
        give_up: Callable[[], None],
    ) -> None:
        self.interruption: Interruption | None = None
        self._claim = claim
        self._ledger = ledger
        self._tick = min(heartbeat, _TICK_SECONDS)
        self._stopping = stopping
        self._give_up = give_up
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._watch, name=f"job-{claim.job_id}", daemon=True)
        self._stage: str | None = None
        self._progress = 0.0
        self._since = time.monotonic()
        self._timings: dict[str, float] = {"waiting": round(claim.waited, 3)}

    def __enter__(self) -> RunningJob:
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._done.set()
        self._thread.join()

    def report(self, stage: str, progress: float) -> None:
        """Say how far the work is.

        Args:
            stage: what is being done.
            progress: share of the whole that is done, 0 to 1.

        Raises:
            JobInterrupted: the work is to stop; `interruption` says why.
        """
        if self.interruption is not None:
            raise JobInterrupted(self.interruption)
        if stage != self._stage:
            self._close_stage()
            self._stage = stage
        self._progress = min(max(progress, self._progress), 1.0)

    def timings(self) -> dict[str, float]:
        """Give the seconds spent in each stage so far."""
        self._close_stage()
        return dict(self._timings)

    def _close_stage(self) -> None:
        now = time.monotonic()
        if self._stage is not None:
            spent = self._timings.get(self._stage, 0.0) + now - self._since
            self._timings[self._stage] = round(spent, 3)
        self._since = now

    def _watch(self) -> None:
        told_to_stop: float | None = None
        while not self._done.wait(self._tick):
            self._renew()
            if not self._stopping():
                continue
            self.interruption = self.interruption or "stopping"
            told_to_stop = told_to_stop or time.monotonic()
            if time.monotonic() - told_to_stop > _STOP_SECONDS:
                self._give_up()

    def _renew(self) -> None:
        try:
            standing = self._ledger.renew(self._claim, stage=self._stage, progress=self._progress)
        except SQLAlchemyError as error:
            # The database may come back before the lease ends; if not, the row will say that the job is lost.
            logger.warning("job %d: its lease was not renewed (%s)", self._claim.job_id, type(error).__name__)
            return
        if standing != "held":
            self.interruption = standing
