"""Measurements as the database keeps them."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import delete, func, select

from db.models import Account, Measurement, Patient, Study
from db.session import SessionFactory, make_engine

POINTS = [[1.25, 2.0, 3.0], [4.0, 5.123, 3.0]]


@pytest.fixture
def database(database_url: str) -> Iterator[SessionFactory]:
    """Open a database with one account and one study."""
    engine = make_engine(database_url)
    database = SessionFactory(engine)
    with database.write() as session:
        patient = Patient(mrn="A-1", name="Kim", search_text="kim")
        patient.studies = [
            Study(task="brain-tumour", study_date=date(2026, 1, 2), shape=[9, 9, 9], spacing=[1.0, 1.0, 1.0], affine=[])
        ]
        session.add_all([patient, Account(name="kim", password_hash="x", role="radiologist")])
    yield database
    engine.dispose()


def measure(database: SessionFactory) -> int:
    with database.write() as session:
        made = Measurement(
            study_id=session.scalars(select(Study.id)).one(),
            kind="distance",
            axis="axial",
            slice_index=3,
            points=POINTS,
            measured={"length_mm": 4.1},
            created_by_id=session.scalars(select(Account.id)).one(),
        )
        session.add(made)
        session.flush()
        return made.id


def test_points_come_back_as_they_went_in(database: SessionFactory) -> None:
    measurement_id = measure(database)

    with database.read() as session:
        found = session.get_one(Measurement, measurement_id)
        assert found.points == POINTS
        assert found.measured == {"length_mm": 4.1}
        assert (found.version, found.label, found.channel, found.deleted_at) == (1, "", None, None)
        assert found.created_by is not None
        assert found.created_by.name == "kim"


def test_measurements_go_with_their_study(database: SessionFactory) -> None:
    measure(database)

    with database.write() as session:
        session.delete(session.scalars(select(Study)).one())

    with database.read() as session:
        assert session.scalar(select(func.count()).select_from(Measurement)) == 0


def test_measurements_outlive_their_author(database: SessionFactory) -> None:
    measurement_id = measure(database)

    with database.write() as session:
        session.execute(delete(Account))

    with database.read() as session:
        found = session.get_one(Measurement, measurement_id)
        assert found.created_by is None
