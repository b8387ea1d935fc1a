"""The log of a database, and what is in it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import pytest
from sqlalchemy import select

from backend.audit import AuditLog
from backend.audit.entry import Entry
from db.models import AuditEvent
from db.session import SessionFactory, make_engine

Events = Callable[[], Sequence[AuditEvent]]


@pytest.fixture
def database(database_url: str) -> Iterator[SessionFactory]:
    """Open the database."""
    engine = make_engine(database_url)
    yield SessionFactory(engine)
    engine.dispose()


@pytest.fixture
def log(database: SessionFactory) -> AuditLog:
    """Make the log."""
    return AuditLog(database)


@pytest.fixture
def events(database: SessionFactory) -> Events:
    """Give every event, oldest first."""

    def read() -> Sequence[AuditEvent]:
        with database.read() as session:
            return session.scalars(select(AuditEvent).order_by(AuditEvent.id)).all()

    return read


@pytest.fixture
def entry() -> Entry:
    """Make an event to add."""
    return Entry(
        action="study.view",
        outcome="done",
        via="browser",
        address="192.0.2.7",
        account_id=3,
        account_name="vera",
        role="viewer",
        status=200,
        target_kind="study",
        target_id=7,
        study_id=7,
        patient_id=2,
        detail={"channel": "flair", "note": "한국어"},
    )
