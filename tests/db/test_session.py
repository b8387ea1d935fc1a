"""Reading and writing, alike on both databases."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta, timezone
from threading import Barrier, Thread

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from db.models import Account, Patient, Segmentation, Study
from db.models.job import Job
from db.session import SessionFactory, make_engine, normalise_url


@pytest.fixture
def database(database_url: str) -> Iterator[SessionFactory]:
    """Open an empty database."""
    factory = SessionFactory(make_engine(database_url))
    yield factory
    factory.engine.dispose()


def patient(mrn: str = "A-1", name: str = "Kim") -> Patient:
    return Patient(mrn=mrn, name=name, search_text=f"{mrn} {name}")


def add(database: SessionFactory, *rows: object) -> None:
    with database.write() as session:
        session.add_all(rows)


def test_a_written_row_is_there_for_the_next_reader(database: SessionFactory) -> None:
    add(database, patient())

    with database.read() as session:
        assert session.scalars(select(Patient.mrn)).all() == ["A-1"]


def test_an_exception_takes_everything_of_its_transaction_back(database: SessionFactory) -> None:
    def fail_midway() -> None:
        with database.write() as session:
            session.add(patient())
            session.flush()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail_midway()

    with database.read() as session:
        assert session.scalars(select(Patient)).all() == []


def test_reading_changes_nothing(database: SessionFactory) -> None:
    with database.read() as session:
        session.add(patient())
        session.flush()

    with database.read() as session:
        assert session.scalars(select(Patient)).all() == []


def test_text_is_compared_exactly(database: SessionFactory) -> None:
    add(database, patient("a-1"), patient("A-1"), patient("Á-1"))

    with database.read() as session:
        assert session.scalars(select(Patient.mrn).where(Patient.mrn == "A-1")).all() == ["A-1"]


def test_two_patients_cannot_have_one_record_number(database: SessionFactory) -> None:
    add(database, patient("A-1"))

    with pytest.raises(IntegrityError):
        add(database, patient("A-1"))


def test_any_script_and_symbol_can_be_a_name(database: SessionFactory) -> None:
    name = "김민지 Ødegård 🧠"
    add(database, patient(name=name))

    with database.read() as session:
        assert session.scalar(select(Patient.name)) == name


def test_times_keep_microseconds_and_come_back_in_utc(database: SessionFactory) -> None:
    seoul = timezone(timedelta(hours=9))
    row = patient()
    row.created_at = datetime(2026, 1, 2, 3, 4, 5, 678901, tzinfo=seoul)
    add(database, row)

    with database.read() as session:
        read = session.scalars(select(Patient.created_at)).one()
    assert read == datetime(2026, 1, 1, 18, 4, 5, 678901, tzinfo=UTC)
    assert read.tzinfo is UTC


def test_a_mask_may_be_larger_than_a_plain_blob(database: SessionFactory) -> None:
    labels = bytes(range(256)) * 1024
    study = Study(task="t", study_date=datetime(2026, 1, 2).date(), shape=[1, 2, 3], spacing=[1.0] * 3, affine=[])
    study.patient = patient()
    job = Job(study=study)
    add(database, study, job)
    mask = Segmentation(
        study_id=study.id,
        job_id=job.id,
        labels=labels,
        labels_sha256="",
        model_name="m",
        model_version="1",
        model_sha256="",
        runtime="tensorflow",
        volumes_ml={"WT": 1.5},
    )
    add(database, mask)

    with database.read() as session:
        read = session.scalars(select(Segmentation)).one()
        assert read.labels == labels
        assert read.volumes_ml == {"WT": 1.5}
        assert read.study.shape == [1, 2, 3]


def test_deleting_a_patient_deletes_the_studies(database: SessionFactory) -> None:
    study = Study(task="t", study_date=datetime(2026, 1, 2).date(), shape=[], spacing=[], affine=[])
    study.patient = patient()
    add(database, study)

    with database.write() as session:
        session.delete(session.get_one(Patient, study.patient_id))

    with database.read() as session:
        assert session.scalars(select(Study)).all() == []


def test_the_id_of_a_deleted_row_is_not_given_again(database: SessionFactory) -> None:
    first, second = patient("A-1"), patient("A-2")
    add(database, first)
    with database.write() as session:
        session.delete(session.get_one(Patient, first.id))
    add(database, second)

    assert second.id > first.id


def test_writers_that_read_first_wait_for_each_other(database: SessionFactory) -> None:
    add(database, Account(name="n", password_hash="", role="viewer"))
    barrier, failures = Barrier(4), list[BaseException]()

    def run() -> None:
        try:
            barrier.wait()
            for _ in range(5):
                with database.write() as session:
                    account = session.scalars(select(Account).with_for_update()).one()
                    account.password_hash += "x"
        except BaseException as error:
            failures.append(error)

    threads = [Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert failures == []
    with database.read() as session:
        assert session.scalar(select(Account.password_hash)) == "x" * 20


def test_sqlite_writes_ahead_and_syncs_every_commit(tmp_path_factory: pytest.TempPathFactory) -> None:
    engine = make_engine(f"sqlite:///{tmp_path_factory.mktemp('sqlite') / 'file'}")

    with engine.connect() as connection:
        pragmas = {
            name: connection.execute(text(f"PRAGMA {name}")).scalar_one()
            for name in ("journal_mode", "synchronous", "foreign_keys")
        }

    engine.dispose()
    assert pragmas == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1}


@pytest.mark.parametrize("url", ["mysql://u:p@h/d", "mariadb://u:p@h/d", "mysql+pymysql://u:p@h/d"])
def test_every_spelling_of_mysql_gets_the_driver_that_is_installed(url: str) -> None:
    assert normalise_url(url).render_as_string(False) == "mysql+pymysql://u:p@h/d?charset=utf8mb4"


def test_another_database_is_refused() -> None:
    with pytest.raises(ValueError, match="postgresql"):
        normalise_url("postgresql://u:p@h/d")


def test_a_failing_statement_does_not_quote_its_values(database: SessionFactory) -> None:
    add(database, patient("A-1"))

    with pytest.raises(IntegrityError) as caught:
        add(database, patient("A-1", name="Secret Name"))

    assert "Secret Name" not in str(caught.value)
