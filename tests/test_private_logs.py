"""A log that names a patient is found, however it came about."""

from __future__ import annotations

import logging
import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import insert
from sqlalchemy.orm import Session

from db.models import Patient
from db.session import make_engine
from tests.support.database import SqliteDatabases
from tests.support.private import check_logs, patients_of
from tests.support.said import Said


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return tmp_path / "log"


@pytest.mark.parametrize("name", ["Kim Minji", "김민지", "Ada Lovelace", "ADA LOVELACE", "Nobody Yet"])
def test_a_line_with_a_name_is_found(log: Path, name: str) -> None:
    log.write_text(f"all is well\nstudy 1: of '{name}'\n", encoding="utf-8")

    with pytest.raises(AssertionError, match="names a patient"):
        check_logs([log])


def test_whom_only_the_database_knows_is_found_by_name_and_by_record_number(
    sqlite_databases: SqliteDatabases, log: Path, tmp_path: Path
) -> None:
    engine = make_engine(sqlite_databases.fresh(tmp_path / "data"))
    with engine.begin() as connection:
        connection.execute(insert(Patient).values(mrn="Q-77", name="Some Body", search_text="some body"))
    engine.dispose()

    others = patients_of(tmp_path / "data" / "neuroslice.sqlite3")

    assert others == {"Some Body", "Q-77"}
    for line in ("study 3: Some Body", "GET /api/patients?search=q-77 200"):
        log.write_text(line)
        with pytest.raises(AssertionError, match="names a patient"):
            check_logs([log], others=others)


def test_other_lines_are_let_be(log: Path) -> None:
    log.write_text("study 1: accepted, job 1\nPOST /api/studies 202 REQ-771\n")

    check_logs([log], others={"Q-77"})


def test_a_logger_that_names_a_patient_is_heard(everything_said: Said) -> None:
    logging.getLogger("backend.example").info("study %d", 1, extra={"of": "Kim Minji"})

    with pytest.raises(AssertionError, match=r"names a patient.*backend\.example"):
        everything_said.check()
    everything_said.check()


def test_a_value_that_no_formatter_writes_is_let_be(everything_said: Said) -> None:
    name = "Kim Minji"
    try:
        raise ValueError(name)
    except ValueError:
        logging.getLogger("backend.example").exception("it failed")

    everything_said.check()


def test_a_patient_whom_a_test_makes_up_is_looked_for_as_well(
    everything_said: Said, sqlite_databases: SqliteDatabases, tmp_path: Path
) -> None:
    engine = make_engine(sqlite_databases.fresh(tmp_path / "data"))
    with Session(engine) as session:
        session.add(Patient(mrn="Q-78", name="Mary Somerville", search_text="mary somerville"))
        session.commit()
    engine.dispose()
    logging.getLogger("backend.example").warning("patient of MARY SOMERVILLE")

    with pytest.raises(AssertionError, match="names a patient"):
        everything_said.check()


def test_what_a_process_writes_is_read_once_and_to_its_end(everything_said: Said, log: Path) -> None:
    with log.open("wb") as file:
        subprocess.run([sys.executable, "-c", "print('of Kim Minji')"], stdout=file, check=True)

    with pytest.raises(AssertionError, match="names a patient"):
        everything_said.check()
    everything_said.check()
    with log.open("wb") as file:
        subprocess.run([sys.executable, "-c", "print('Ada Lovelace')"], stdout=file, check=True)
    with pytest.raises(AssertionError, match="Ada Lovelace"):
        everything_said.check()


def test_what_a_command_says_on_stderr_is_heard(everything_said: Said) -> None:
    subprocess.run([sys.executable, "-c", "import sys; sys.exit('of Kim Minji')"], capture_output=True, check=False)

    with pytest.raises(AssertionError, match="names a patient"):
        everything_said.check()
