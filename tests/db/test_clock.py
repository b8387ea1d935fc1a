"""All machines of an installation go by one clock."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import insert, select

from db import clock as clock_module
from db.clock import near, shared_now
from db.models import Worker
from db.session import SessionFactory, make_engine
from db.types import utc_now
from tests.support.database import MysqlDatabases

SOON = timedelta(minutes=1)


@pytest.fixture
def database(database_url: str) -> Iterator[SessionFactory]:
    """Open an empty database."""
    factory = SessionFactory(make_engine(database_url))
    yield factory
    factory.engine.dispose()


def test_it_tells_the_time(database: SessionFactory) -> None:
    with database.read() as session:
        assert abs(shared_now(session) - utc_now()) < SOON


def test_a_machine_whose_own_clock_is_wrong_is_told_the_right_time(
    mysql_databases: MysqlDatabases, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(clock_module, "utc_now", lambda: utc_now() + timedelta(hours=5))

    engine = make_engine(mysql_databases.fresh())
    with SessionFactory(engine).read() as session:
        assert abs(shared_now(session) - utc_now()) < SOON
    engine.dispose()


@pytest.mark.parametrize(("minutes", "is_near"), [(0, True), (9, True), (-9, True), (11, False), (-11, False)])
def test_what_is_long_past_or_still_to_come_is_not_near(database: SessionFactory, minutes: int, is_near: bool) -> None:
    now = utc_now()
    with database.write() as session:
        seen = now + timedelta(minutes=minutes)
        session.execute(insert(Worker).values(name="w", model_name="n", model_sha256="0", seen_at=seen))

    with database.read() as session:
        found = session.scalars(select(Worker.name).where(near(Worker.seen_at, now=now, span=timedelta(minutes=10))))
        assert found.all() == (["w"] if is_near else [])
