"""A log that names a patient is found, however it came about."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import insert

from db.models import Patient
from db.session import make_engine
from tests.support.database import SqliteDatabases
from tests.support.private import check_logs, patients_of


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
