"""The quick way to one row gives what the ordinary way gives."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import Engine, bindparam, select
from sqlalchemy.exc import DBAPIError

from db.lookup import Lookup
from db.models import Account, Patient, Study
from db.session import SessionFactory, make_engine

ACCOUNT = select(Account.id, Account.name, Account.created_at, Account.disabled).where(
    Account.name == bindparam("name"), Account.disabled.is_(False)
)
STUDY = select(Study.shape, Study.spacing, Study.study_date).where(
    Study.id == bindparam("study_id"), Study.task == bindparam("task")
)


@pytest.fixture
def engine(database_url: str) -> Iterator[Engine]:
    """Open a database with an account and a study."""
    engine = make_engine(database_url)
    study = Study(task="t", study_date=date(2026, 1, 2), shape=[1, 2, 3], spacing=[0.5, 1.0, 2.0], affine=[])
    study.patient = Patient(mrn="A", name="Kim", search_text="")
    with SessionFactory(engine).write() as session:
        session.add_all([Account(name="Ø'; --%s?", password_hash="", role="viewer"), study])
    yield engine
    engine.dispose()


def test_values_have_the_types_of_their_columns(engine: Engine) -> None:
    with engine.connect() as connection:
        expected = connection.execute(ACCOUNT, {"name": "Ø'; --%s?"}).one()

    assert Lookup(engine, ACCOUNT).one(name="Ø'; --%s?") == tuple(expected)


def test_lists_and_dates_come_back_as_such(engine: Engine) -> None:
    with engine.connect() as connection:
        (number,) = connection.execute(select(Study.id)).scalars()

    assert Lookup(engine, STUDY).one(study_id=number, task="t") == ([1, 2, 3], [0.5, 1.0, 2.0], date(2026, 1, 2))


def test_what_is_not_there_is_none(engine: Engine) -> None:
    assert Lookup(engine, ACCOUNT).one(name="nobody") is None


def test_what_was_just_written_is_seen(engine: Engine) -> None:
    lookup = Lookup(engine, ACCOUNT)
    assert lookup.one(name="new") is None

    with SessionFactory(engine).write() as session:
        session.add(Account(name="new", password_hash="", role="viewer"))

    assert lookup.one(name="new") is not None


def test_a_connection_that_broke_is_replaced(engine: Engine) -> None:
    lookup = Lookup(engine, ACCOUNT)
    lookup.one(name="x")
    pooled = engine.raw_connection()
    driver = pooled.driver_connection
    assert driver is not None
    pooled.close()

    driver.close()

    assert lookup.one(name="Ø'; --%s?") is not None


def test_a_database_that_does_not_answer_is_said_in_the_ordinary_way() -> None:
    engine = make_engine("mysql+pymysql://u:p@127.0.0.1:1/d")

    with pytest.raises(DBAPIError):
        Lookup(engine, ACCOUNT).one(name="x")
