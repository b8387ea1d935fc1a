"""Add to the audit log, and read it."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence

from sqlalchemy import ColumnElement, Select, exists, or_, select
from sqlalchemy.exc import IntegrityError, SQLAlchemyError
from sqlalchemy.orm import Session, aliased

from backend.audit.chain import BEFORE_THE_FIRST, link
from backend.audit.entry import Entry
from backend.audit.schemas import AuditFilter, AuditQuery
from backend.errors import Unavailable
from backend.pagination import paginate
from db.models import AuditEvent, AuditHead
from db.session import SessionFactory
from db.types import utc_now

__all__ = ["HEAD", "AuditLog", "append"]

logger = logging.getLogger(__name__)

# The one row of the table of heads.
HEAD = 1
# Whoever comes second to an empty log finds, the second time, the head that the other one has made.
_TRIES = 2
_BATCH = 1000


class AuditLog:
    """Keep what was done.

    Args:
        database: where.
    """

    def __init__(self, database: SessionFactory) -> None:
        self._database = database

    def add(self, entry: Entry) -> int:
        """Add an event at the end, in a transaction of its own; return its id.

        Writers on any number of machines wait for each other, each for as long as two rows take to be written.

        Raises:
            Unavailable: it cannot be written, so what it tells of must not happen.
        """
        for tries_left in reversed(range(_TRIES)):
            try:
                with self._database.write() as session:
                    return append(session, entry)
            except IntegrityError as error:
                if not tries_left:
                    raise _unavailable(error) from error
            except SQLAlchemyError as error:
                raise _unavailable(error) from error
        raise AssertionError("unreachable")

    def page(self, query: AuditQuery) -> tuple[Sequence[AuditEvent], int]:
        """Find events, newest first; return a page and how many there are."""
        with self._database.read() as session:
            return paginate(session, _matching(query).order_by(AuditEvent.id.desc()), query=query)

    def each(self, query: AuditFilter) -> Iterator[AuditEvent]:
        """Give every event that matches, oldest first, holding no more than a few in memory."""
        last = 0
        while True:
            statement = _matching(query).where(AuditEvent.id > last).order_by(AuditEvent.id).limit(_BATCH)
            with self._database.read() as session:
                rows = session.scalars(statement).all()
            yield from rows
            if len(rows) < _BATCH:
                return
            last = rows[-1].id


def append(session: Session, entry: Entry) -> int:
    """Add an event with the caller's transaction, so that neither is there without the other; return its id."""
    head = session.get(AuditHead, HEAD, with_for_update=True)
    if head is None:
        # If events are there without it, the first id is taken and nothing more can be added: as it should be.
        head = AuditHead(id=HEAD, event_id=0, hash=BEFORE_THE_FIRST)
        session.add(head)
        session.flush()
    event = AuditEvent(id=head.event_id + 1, at=utc_now(), **entry.columns())
    event.hash = link(event, previous=head.hash)
    session.add(event)
    head.event_id, head.hash = event.id, event.hash
    return event.id


def _unavailable(error: SQLAlchemyError) -> Unavailable:
    logger.error("the audit log cannot be written: %s", type(error).__qualname__)
    return Unavailable("The audit log cannot be written, so this was refused. Please tell the administrator.")


def _matching(query: AuditFilter) -> Select[AuditEvent]:
    """Select events; one that was begun is left out where another tells how it ended."""
    end = aliased(AuditEvent)
    settled = exists().where(end.attempt_id == AuditEvent.id)
    conditions: list[ColumnElement[bool]] = [or_(AuditEvent.outcome != "begun", ~settled)]
    for column in ("account_id", "action", "outcome", "study_id", "patient_id"):
        wanted = getattr(query, column)
        if wanted is not None:
            conditions.append(getattr(AuditEvent, column) == wanted)
    if query.since is not None:
        conditions.append(AuditEvent.at >= query.since)
    if query.until is not None:
        conditions.append(AuditEvent.at < query.until)
    for word in query.q.split():
        columns = (AuditEvent.account_name, AuditEvent.address, AuditEvent.action)
        conditions.append(or_(*(column.contains(word, autoescape=True) for column in columns)))
    return select(AuditEvent).where(*conditions)
