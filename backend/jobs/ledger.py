"""What happens to the row of a job, from the point of view of the worker that holds it."""

from __future__ import annotations

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Literal, cast

from sqlalchemy import CursorResult, insert, select, update
from sqlalchemy.orm import Session
from sqlalchemy.sql.dml import Update

from backend.settings import Settings
from db.clock import shared_now
from db.models import Job, Segmentation, Study
from db.session import SessionFactory
from db.types import utc_now

__all__ = ["Claim", "JobLedger", "LeaseLost", "Standing", "changed"]

Standing = Literal["held", "cancelled", "lost"]


class LeaseLost(Exception):  # noqa: N818
    """Report that a job is not this worker's any more: its lease ran out, or its study was deleted."""


@dataclass(frozen=True)
class Claim:
    """Hold the right to work on a job.

    Args:
        job_id: id of the job.
        study_id: id of its study.
        token: written into the row; whoever claims the job later writes another.
        waited: seconds from when it was queued until now.
    """

    job_id: int
    study_id: int
    token: str
    waited: float


class JobLedger:
    """Change the row of a job and the status of its study, in one transaction each.

    Every change but the first holds only while the row carries the claim's token, so that a worker that was given up
    for dead cannot write over what came after. The study is changed before the job everywhere, so that no two
    transactions wait for each other.

    Args:
        database: where jobs are.
        settings: how long a lease lasts.
    """

    def __init__(self, database: SessionFactory, *, settings: Settings) -> None:
        self._database = database
        self._lease = timedelta(seconds=settings.lease_seconds)

    def claim(self, job_id: int, *, worker: str) -> Claim | None:
        """Take a job that waits; None where it does not wait any more, or somebody else was faster."""
        token = f"{worker[:80]}:{uuid.uuid4().hex}"
        try:
            with self._database.write() as session:
                row = session.execute(select(Job.study_id, Job.created_at).where(Job.id == job_id)).one_or_none()
                if row is None:
                    return None
                study_id, created_at = row
                now = shared_now(session)
                _set_status(session, study_id, "running")
                taken = update(Job).where(Job.id == job_id, Job.state == "queued", Job.cancel_requested.is_(False))
                _change(
                    session,
                    taken.values(
                        state="running",
                        stage=None,
                        progress=0.0,
                        worker=token,
                        lease_until=now + self._lease,
                        attempts=Job.attempts + 1,
                        started_at=now,
                    ),
                )
        except LeaseLost:
            return None
        # It was queued by the clock of a web server, which may be ahead.
        waited = max((now - created_at).total_seconds(), 0.0)
        return Claim(job_id=job_id, study_id=study_id, token=token, waited=waited)

    def renew(self, claim: Claim, *, stage: str | None, progress: float) -> Standing:
        """Say that the worker lives and how far it is; learn whether it should go on."""
        with self._database.write() as session:
            values = {"lease_until": shared_now(session) + self._lease, "stage": stage, "progress": progress}
            if changed(session, _held(claim).values(values)) == 0:
                return "lost"
            flag = session.scalar(select(Job.cancel_requested).where(Job.id == claim.job_id))
        return "cancelled" if flag else "held"

    def succeed(self, claim: Claim, *, mask: Mapping[str, Any], timings: dict[str, float]) -> None:
        """Store the mask and end the job: both, or neither.

        Args:
            mask: columns of the segmentation.
            timings: seconds by stage.

        Raises:
            LeaseLost: the job is not this worker's any more, or is to be cancelled.
        """
        with self._database.write() as session:
            _set_status(session, claim.study_id, "ready")
            ended = _held(claim).where(Job.cancel_requested.is_(False))
            _change(session, ended.values(_ended("succeeded", stage=None, progress=1.0, timings=timings)))
            session.execute(insert(Segmentation).values(study_id=claim.study_id, job_id=claim.job_id, **mask))

    def fail(self, claim: Claim, *, error: str, timings: dict[str, float]) -> None:
        """End the job without a mask.

        Args:
            error: why, in words for a radiologist.

        Raises:
            LeaseLost: the job is not this worker's any more.
        """
        with self._database.write() as session:
            _set_status(session, claim.study_id, "failed")
            _change(session, _held(claim).values(_ended("failed", error=error, timings=timings)))

    def cancel(self, claim: Claim, *, timings: dict[str, float]) -> None:
        """End the job as its user wished.

        Raises:
            LeaseLost: the job is not this worker's any more.
        """
        with self._database.write() as session:
            _set_status(session, claim.study_id, "cancelled")
            _change(session, _held(claim).values(_ended("cancelled", timings=timings)))

    def release(self, claim: Claim) -> None:
        """Give the job back because the worker stops; this does not count as an attempt.

        Raises:
            LeaseLost: the job is not this worker's any more.
        """
        with self._database.write() as session:
            _set_status(session, claim.study_id, "queued")
            _change(session, _held(claim).values(attempts=Job.attempts - 1, **waiting()))


def waiting() -> dict[str, Any]:
    """Give the columns of a job that waits again and whose message is still to be sent."""
    return {
        "state": "queued",
        "stage": None,
        "progress": 0.0,
        "worker": None,
        "lease_until": None,
        "messages_sent": 0,
        "message_sent_at": None,
    }


def changed(session: Session, statement: Update) -> int:
    """Run an update and count the rows it met."""
    result = session.execute(statement, execution_options={"synchronize_session": False})
    return cast("CursorResult[Any]", result).rowcount


def _change(session: Session, statement: Update) -> None:
    if changed(session, statement) == 0:
        raise LeaseLost


def _held(claim: Claim) -> Update:
    return update(Job).where(Job.id == claim.job_id, Job.state == "running", Job.worker == claim.token)


def _ended(state: str, **values: Any) -> dict[str, Any]:
    return {"state": state, "lease_until": None, "finished_at": utc_now(), **values}


def _set_status(session: Session, study_id: int, status: str) -> None:
    changed(session, update(Study).where(Study.id == study_id).values(status=status))
