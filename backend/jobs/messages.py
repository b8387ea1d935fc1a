"""Tell the workers that a job waits."""

from __future__ import annotations

import logging

from celery import Celery
from sqlalchemy import update
from sqlalchemy.exc import DBAPIError

from backend.jobs.broker import SEGMENT
from backend.logs import current_request_id, log_context
from db.clock import shared_now
from db.models import Job
from db.session import SessionFactory

__all__ = ["JobMessages"]

logger = logging.getLogger(__name__)


class JobMessages:
    """Send the ids of jobs through the broker.

    Args:
        celery: from `make_celery`.
        database: where it is noted down that a message was sent.
    """

    def __init__(self, celery: Celery, *, database: SessionFactory) -> None:
        self._celery = celery
        self._database = database

    def announce(self, job_id: int) -> bool:
        """Send a message about a new job; a broker or a database that is away is no error: the sweep sends it later.

        Returns:
            Whether it was sent.
        """
        if not self.send(job_id):
            return False
        try:
            with self._database.write() as session:
                session.execute(
                    update(Job)
                    .where(Job.id == job_id, Job.state == "queued")
                    .values(message_sent_at=shared_now(session), messages_sent=1)
                )
        except DBAPIError as error:
            # The job is there: who is told otherwise makes it twice. A message too many does no harm.
            logger.warning("job %d: that it was sent is not noted (%s)", job_id, type(error).__name__)
        return True

    def send(self, job_id: int) -> bool:
        """Send a message, and say whether that went well."""
        request_id = current_request_id()
        # So that the worker's lines can be found from a click; the sweep gives it from the row of the job.
        origin = {} if request_id is None else {"request_id": request_id}
        try:
            self._celery.send_task(SEGMENT, args=(job_id,), kwargs=origin, ignore_result=True, retry=False)
        except Exception as error:  # each broker has errors of its own, and none may end a request
            logger.warning("job %d: the broker does not take its message (%s)", job_id, type(error).__name__)
            return False
        with log_context(job_id=job_id):
            logger.info("job %d: sent to the workers", job_id)
        return True
