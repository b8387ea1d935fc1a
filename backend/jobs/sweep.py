"""Find jobs whose worker died and jobs whose message was lost."""

from __future__ import annotations

import logging
from collections.abc import Callable
from datetime import datetime, timedelta

from sqlalchemy import delete, or_, select, update

from backend.jobs.ledger import changed, waiting
from backend.logs import log_context
from backend.settings import Settings
from db.clock import near, shared_now
from db.models import Job, Study, Worker
from db.session import SessionFactory

__all__ = ["Sweeper"]

logger = logging.getLogger(__name__)

# How long a message may take before it counts as lost; doubled each time, because a long queue looks the same.
_FIRST_RESEND = timedelta(seconds=15)
_LONGEST_RESEND = timedelta(minutes=5)
# How long the one who queued a job has to send its message.
_GRACE = timedelta(seconds=5)
_FORGET_WORKER = timedelta(hours=1)
_GAVE_UP = (
    "The worker stopped {attempts} times while it segmented this study. "
    "Please ask the administrator to look at the worker's memory and log, then run it again."
)


class Sweeper:
    """Put right what killed processes and brokers left; any number of sweepers may run at once.

    Args:
        database: where jobs are.
        settings: how long a lease lasts, and how often a job is tried.
        send: sends the message of a job and says whether that went well.
    """

    def __init__(self, database: SessionFactory, *, settings: Settings, send: Callable[[int], bool]) -> None:
        self._database = database
        self._lease = timedelta(seconds=settings.lease_seconds)
        self._attempts = settings.job_attempts
        self._send = send

    def sweep(self) -> None:
        """Look once."""
        with self._database.read() as session:
            now = shared_now(session)
        self._take_back(now)
        self._send_again(now)
        self._forget_workers(now)

    def _take_back(self, now: datetime) -> None:
        """Let jobs whose lease ran out wait again, or fail those that were tried often enough."""
        columns = (
            Job.id,
            Job.study_id,
            Job.worker,
            Job.lease_until,
            Job.attempts,
            Job.cancel_requested,
            Job.request_id,
        )
        # A lease that is longer than leases are was written before a clock was set back: nobody renews it.
        ran_out = ~Job.lease_until.between(now, now + 2 * self._lease)
        with self._database.read() as session:
            lost = session.execute(select(*columns).where(Job.state == "running", ran_out)).all()
        for job_id, study_id, worker, lease_until, attempts, cancel_requested, request_id in lost:
            if cancel_requested:
                values = {"state": "cancelled", "lease_until": None, "finished_at": now}
            elif attempts >= self._attempts:
                error = _GAVE_UP.format(attempts=attempts)
                values = {"state": "failed", "error": error, "lease_until": None, "finished_at": now}
            else:
                values = waiting()
            with self._database.write() as session:
                still = update(Job).where(
                    Job.id == job_id, Job.state == "running", Job.worker == worker, Job.lease_until == lease_until
                )
                locked = select(Study.id).where(Study.id == study_id).with_for_update()
                if session.scalar(locked) is None or changed(session, still.values(values)) == 0:
                    continue
                changed(session, update(Study).where(Study.id == study_id).values(status=values["state"]))
            with log_context(job_id=job_id, request_id=request_id):
                logger.warning("job %d: its worker went away (attempt %d); now %s", job_id, attempts, values["state"])

    def _send_again(self, now: datetime) -> None:
        """Send the messages that were never sent or seem lost."""
        columns = (Job.id, Job.messages_sent, Job.message_sent_at, Job.request_id)
        late = or_(
            Job.message_sent_at.is_(None) & or_(Job.attempts > 0, ~near(Job.created_at, now=now, span=_GRACE)),
            ~near(Job.message_sent_at, now=now, span=_FIRST_RESEND),
        )
        with self._database.read() as session:
            waiting_jobs = session.execute(select(*columns).where(Job.state == "queued", late).order_by(Job.id)).all()
        for job_id, sent, sent_at, request_id in waiting_jobs:
            if sent_at is not None and abs(now - sent_at) < _patience(sent):
                continue
            mine = update(Job).where(Job.id == job_id, Job.state == "queued", Job.messages_sent == sent)
            with self._database.write() as session:
                if changed(session, mine.values(messages_sent=sent + 1, message_sent_at=now)) == 0:
                    continue
            with log_context(request_id=request_id):
                is_sent = self._send(job_id)
            if not is_sent:
                undo = update(Job).where(Job.id == job_id, Job.messages_sent == sent + 1)
                with self._database.write() as session:
                    changed(session, undo.values(messages_sent=sent, message_sent_at=sent_at))
                return

    def _forget_workers(self, now: datetime) -> None:
        with self._database.read() as session:
            gone = session.scalars(select(Worker.id).where(Worker.seen_at < now - _FORGET_WORKER)).all()
        if gone:
            with self._database.write() as session:
                session.execute(delete(Worker).where(Worker.id.in_(gone)))


def _patience(messages_sent: int) -> timedelta:
    """Say how long to wait for a job to be taken after so many messages."""
    doublings = min(max(messages_sent - 1, 0), 10)
    return min(_FIRST_RESEND * (1 << doublings), _LONGEST_RESEND)
