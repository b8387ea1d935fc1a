"""Find out whether the audit log is what was written."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from backend.audit.chain import BEFORE_THE_FIRST, link
from backend.audit.log import HEAD
from db.models import AuditEvent, AuditHead
from db.session import SessionFactory

__all__ = ["Verdict", "verify"]

_BATCH = 1000
# A log that was tampered with all over is not listed event by event.
_MOST_PROBLEMS = 100


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """Say what a check of the audit log has found.

    Args:
        events: how many it has looked at.
        last_id: of the last one; 0 where there is none.
        last_hash: of the last one.
        unsettled: how many changes began of which nothing tells how they ended.
        problems: one line for each thing that is wrong; none when the log is whole.
    """

    events: int
    last_id: int
    last_hash: str
    unsettled: int
    problems: tuple[str, ...]


def verify(database: SessionFactory, *, expected: tuple[int, str] | None = None) -> Verdict:
    """Walk the whole chain, while others may go on adding to it.

    Args:
        database: where the log is.
        expected: id and hash of an event, noted down earlier in another place: finds even a log that somebody has
            written anew from its beginning.
    """
    with database.read() as session:
        head = session.get(AuditHead, HEAD)
        end = 0 if head is None else head.event_id
        problems: list[str] = []
        last_id, last_hash, events = 0, BEFORE_THE_FIRST, 0
        for event in _walk(session, end=end):
            events += 1
            if event.id != last_id + 1:
                problems.append(_missing(last_id + 1, event.id - 1))
            elif link(event, previous=last_hash) != event.hash:
                problems.append(f"Event {event.id} is not as it was written.")
            if expected is not None and expected[0] == event.id and expected[1] != event.hash:
                problems.append(f"Event {event.id} has another hash than expected: the log was written anew.")
            last_id, last_hash = event.id, event.hash
        if last_id < end:
            problems.append(_missing(last_id + 1, end))
        elif head is not None and head.hash != last_hash:
            problems.append(f"Event {last_id} is not the one that was written last.")
        if expected is not None and expected[0] > end:
            problems.append(f"The log ends before event {expected[0]}, which is expected in it.")
        problems += _beyond(session)
        unsettled = _unsettled(session)
    if len(problems) > _MOST_PROBLEMS:
        problems[_MOST_PROBLEMS:] = [f"{len(problems) - _MOST_PROBLEMS} more problems are not listed."]
    return Verdict(events=events, last_id=last_id, last_hash=last_hash, unsettled=unsettled, problems=tuple(problems))


def _walk(session: Session, *, end: int) -> Iterator[AuditEvent]:
    last = 0
    while last < end:
        statement = select(AuditEvent).where(AuditEvent.id > last, AuditEvent.id <= end)
        rows = session.scalars(statement.order_by(AuditEvent.id).limit(_BATCH)).all()
        if not rows:
            return
        yield from rows
        last = rows[-1].id
        session.expunge_all()


def _missing(first: int, last: int) -> str:
    return f"Event {first} is missing." if first == last else f"Events {first} to {last} are missing."


def _beyond(session: Session) -> list[str]:
    """Find events after the end; the end is read last, as others go on writing."""
    newest = session.scalar(select(func.max(AuditEvent.id))) or 0
    end = session.scalar(select(AuditHead.event_id).where(AuditHead.id == HEAD))
    if end is None:
        return ["The mark of the log's end is missing."] if newest else []
    return [f"Event {newest} lies after the log's end, which is event {end}."] if newest > end else []


def _unsettled(session: Session) -> int:
    begun = select(func.count()).select_from(AuditEvent).where(AuditEvent.outcome == "begun")
    ended = select(func.count()).select_from(AuditEvent).where(AuditEvent.attempt_id.is_not(None))
    return (session.scalar(begun) or 0) - (session.scalar(ended) or 0)
