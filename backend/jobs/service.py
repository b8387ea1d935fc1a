"""Queue, show and cancel jobs."""

from __future__ import annotations

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from backend.errors import Conflict, NotFound
from backend.jobs.messages import JobMessages
from backend.logs import current_request_id
from db.models import Job, Study
from db.session import SessionFactory
from db.types import utc_now

__all__ = ["JobService"]

_ACTIVE = ("queued", "running")


class JobService:
    """Keep the jobs, from the point of view of those who wait for them.

    Args:
        database: where they are.
        messages: tells the workers.
    """

    def __init__(self, database: SessionFactory, *, messages: JobMessages) -> None:
        self._database = database
        self._messages = messages

    def queue(self, session: Session, study: Study, *, account_id: int | None) -> Job:
        """Make the job of a study inside the caller's transaction; `announce` it once that is committed."""
        job = Job(study=study, created_by_id=account_id, timings={}, request_id=current_request_id())
        study.status = "queued"
        session.add(job)
        return job

    def announce(self, job: Job) -> None:
        """Tell the workers about a job whose row is committed."""
        self._messages.announce(job.id)

    def run_again(self, study_id: int, *, account_id: int | None) -> Job:
        """Queue another run over a study.

        Raises:
            NotFound: there is no such study.
            Conflict: a run is under way.
        """
        with self._database.write() as session:
            study = session.scalar(_present(study_id).with_for_update())
            if study is None:
                raise NotFound("There is no such study.")
            active = select(Job.id).where(Job.study_id == study_id, Job.state.in_(_ACTIVE)).limit(1)
            if session.scalar(active) is not None:
                raise Conflict("This study is being segmented already. Wait for it to end, or cancel it first.")
            job = self.queue(session, study, account_id=account_id)
        self.announce(job)
        return job

    def get(self, job_id: int) -> Job:
        """Find a job.

        Raises:
            NotFound: there is no such job.
        """
        with self._database.read() as session:
            return _existing(session.scalar(_of_present_study(job_id)))

    def cancel(self, job_id: int) -> Job:
        """Cancel a job that waits, or ask the worker of a running one to stop.

        Raises:
            NotFound: there is no such job.
            Conflict: it has ended.
        """
        with self._database.write() as session:
            study_id = _existing(session.scalar(_of_present_study(job_id))).study_id
            study = session.scalar(_present(study_id).with_for_update())
            job = session.scalar(
                select(Job).where(Job.id == job_id).with_for_update().execution_options(populate_existing=True)
            )
            if study is None or job is None:
                raise NotFound("There is no such job.")
            if job.state not in _ACTIVE:
                raise Conflict(f"This job has ended already: it {_PAST[job.state]}.")
            job.cancel_requested = True
            if job.state == "queued":
                job.state = study.status = "cancelled"
                job.finished_at = utc_now()
            return job


_PAST = {"succeeded": "succeeded", "failed": "failed", "cancelled": "was cancelled"}


def _present(study_id: int) -> Select[Study]:
    return select(Study).where(Study.id == study_id, Study.deleted_at.is_(None))


def _of_present_study(job_id: int) -> Select[Job]:
    return select(Job).join(Study, Study.id == Job.study_id).where(Job.id == job_id, Study.deleted_at.is_(None))


def _existing(job: Job | None) -> Job:
    if job is None:
        raise NotFound("There is no such job.")
    return job
