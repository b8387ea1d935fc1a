"""A backup that an older version wrote becomes what that version's database would have become by migration."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from alembic import command
from flask.testing import FlaskClient
from sqlalchemy import Column, MetaData, Table, inspect

from backend.safekeeping import backup as backup_module
from backend.safekeeping.backup import back_up
from backend.safekeeping.check import Checker
from backend.safekeeping.manifest import BackupError, Manifest
from backend.safekeeping.rows import kept_tables
from backend.services import Services
from db.session import WRITES
from db.upgrade import alembic_config, upgrade
from tests.support.backups import everything, take_in
from tests.support.studies import SHAPE, store_mask, stored_files

# The schemas of 0015, the first that backups were made of, of 0019, between two changes of studies, and the last one.
REVISIONS = ("0015", "0019", "0023")
on_sqlite = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)


@pytest.fixture
def filled(services: Services, radiologist: FlaskClient, study: dict[str, Any]) -> Services:
    """Fill an installation with a study, its mask, a measurement, and a deleted patient who may come back."""
    store_mask(services, study["job"]["id"], np.zeros(SHAPE, np.uint8), uncertainty=np.zeros(SHAPE, np.uint8))
    line = {"kind": "distance", "axis": "axial", "index": 5, "points": [[3.5, 4.25, 5], [6.1, 7.9, 5]]}
    assert radiologist.post(f"/api/studies/{study['id']}/measurements", json=line).status_code == 201
    gone = radiologist.post("/api/patients", json={"mrn": "B-2", "name": "Later"}).json["id"]
    assert radiologist.delete(f"/api/patients/{gone}").status_code == 204
    return services


def take_back(services: Services, revision: str) -> None:
    """Give an installation the tables of an older version."""
    with services.database.engine.connect().execution_options(**{WRITES: True}) as connection:
        connection.begin()
        config = alembic_config()
        config.attributes["connection"] = connection
        command.downgrade(config, revision)
        connection.commit()


def older_tables(services: Services) -> list[Table]:
    """Give the tables of a backup as the version knew them whose tables an installation has."""
    there = inspect(services.database.engine)
    names = set(there.get_table_names())
    older = []
    for table in kept_tables():
        if table.name in names:
            columns = {each["name"] for each in there.get_columns(table.name)}
            kept = [column for column in table.columns if column.name in columns]
            assert {column.name for column in kept} == columns
            copies = [Column(each.name, each.type, primary_key=each.primary_key) for each in kept]
            older.append(Table(table.name, MetaData(), *copies))
    return older


def saved_by_an_older_version(
    services: Services, folder: Path, *, revision: str, monkeypatch: pytest.MonkeyPatch
) -> Manifest:
    """Back an installation up as the version of a revision did, which knew its own tables alone."""
    take_back(services, revision)
    tables = older_tables(services)
    with monkeypatch.context() as patch:
        patch.setattr(backup_module, "kept_tables", lambda: tables)
        patch.setattr(backup_module, "newest_revision", lambda: revision)
        return back_up(folder, database=services.database, store=services.store)


@on_sqlite
@pytest.mark.parametrize("revision", REVISIONS)
def test_a_backup_of_an_older_version_is_taken_in_and_brought_up_to_date(
    filled: Services, empty: Services, tmp_path: Path, revision: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "backup"
    manifest = saved_by_an_older_version(filled, folder, revision=revision, monkeypatch=monkeypatch)
    assert Manifest.read(folder).revision == revision
    assert ("account_groups" in manifest.tables) == (revision > "0015")

    take_in(empty, folder)

    upgrade(filled.settings.database_url)
    restored = everything(empty)
    assert restored == everything(filled)
    assert [len(restored[name]) for name in ("patients", "studies", "images", "segmentations")] == [2, 1, 4, 1]
    assert list(Checker(empty.database, store=empty.store).check(safe_age=0)) == []


@on_sqlite
def test_a_database_that_has_tables_already_takes_no_older_backup_in(
    filled: Services, empty: Services, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "backup"
    saved_by_an_older_version(filled, folder, revision="0015", monkeypatch=monkeypatch)
    upgrade(empty.settings.database_url)

    with pytest.raises(BackupError, match="older version; take it in with a database without tables"):
        take_in(empty, folder)

    assert stored_files(empty) == []
