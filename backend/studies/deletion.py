"""Studies that were deleted: gone for everybody at once, and back as they were until their grace period is over."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from backend.jobs.service import JobService
from db.models import Job, Study

__all__ = ["bring_back", "hide"]


def hide(session: Session, studies: Sequence[Study], *, at: datetime) -> None:
    """Delete studies for as long as nobody brings them back; what waits of their jobs is cancelled, what runs stops.

    Args:
        session: of a transaction that has these studies locked.
        studies: none of them is deleted.
        at: the present moment.
    """
    for study in studies:
        study.deleted_at = at
        # A request that is sent again after the deletion is meant to make a study.
        study.idempotency_key = None
        if study.status == "queued":
            study.status = "cancelled"
    # Studies are changed before their jobs everywhere, so that no two transactions wait for each other.
    session.flush()
    of_these = Job.study_id.in_([study.id for study in studies])
    waiting = update(Job).where(of_these, Job.state == "queued")
    session.execute(waiting.values(state="cancelled", cancel_requested=True, finished_at=at))
    session.execute(update(Job).where(of_these, Job.state == "running").values(cancel_requested=True))


def bring_back(session: Session, study: Study, *, jobs: JobService, account_id: int | None) -> Job | None:
    """Undo the deletion of a study.

    Args:
        session: of a transaction that has the study locked.
        study: a deleted one.
        jobs: queues again what the deletion cancelled.
        account_id: who does it.

    Returns:
        A job that is to be announced once the transaction is committed.
    """
    deleted_at, study.deleted_at = study.deleted_at, None
    newest = session.scalars(
        select(Job).where(Job.study_id == study.id).order_by(Job.id.desc()).limit(1).with_for_update()
    ).first()
    if newest is None or deleted_at is None or not newest.cancel_requested:
        return None
    if newest.state == "running":
        # Its worker may not have noticed yet. Where it has, the study is one whose run was cancelled.
        newest.cancel_requested = False
    elif newest.state == "cancelled" and newest.finished_at is not None and newest.finished_at >= deleted_at:
        return jobs.queue(session, study, account_id=account_id)
    return None
