"""The clock that all machines of an installation share, so that a wrong clock of one of them decides nothing."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import InstrumentedAttribute, Session

from db.types import UtcDateTime, utc_now

__all__ = ["near", "shared_now"]


def shared_now(session: Session) -> datetime:
    """Return the present moment by the clock of the database, aware, in UTC.

    What one machine writes and another compares with its own time (leases, signs of life, messages) goes by it. Whoever
    uses SQLite is on the machine of the file, whose clock they share anyway.
    """
    if session.get_bind().dialect.name == "sqlite":
        return utc_now()
    return session.scalars(select(func.utc_timestamp(6, type_=UtcDateTime()))).one()


def near(column: InstrumentedAttribute[Any], *, now: datetime, span: timedelta) -> ColumnElement[bool]:
    """Say whether a time lies within `span` of now; one further ahead was written before a clock was set back."""
    return column.between(now - span, now + span)
