"""Backups: all of it or nothing, from any database to any other, while people work."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from backend.safekeeping import backup as backup_module
from backend.safekeeping.backup import back_up
from backend.safekeeping.check import Checker
from backend.safekeeping.manifest import BackupError, Manifest, table_path, volume_path
from backend.services import Services, make_services
from backend.settings import Settings
from db.models import Account, Image, Patient, Study
from db.upgrade import upgrade
from tests.backend.conftest import SignIn
from tests.support.backups import everything, take_in
from tests.support.studies import SHAPE, post_study, purge, store_mask, stored_files, stored_path

EMOJI = "🧠 김민지 \u202e Ärger"


@pytest.fixture
def filled(services: Services, radiologist: FlaskClient, study: dict[str, Any], files: dict[str, Path]) -> Services:
    """Fill an installation with a study, its mask and a measurement, and delete the newest study for good."""
    ramp = np.arange(np.prod(SHAPE), dtype=np.uint64).astype(np.uint8).reshape(SHAPE)
    store_mask(services, study["job"]["id"], np.zeros(SHAPE, np.uint8), uncertainty=ramp)
    radiologist.patch(f"/api/studies/{study['id']}", json={"description": EMOJI})
    points = [[3.5, 4.25, 5], [6.1, 7.9, 5]]
    line = {"kind": "distance", "axis": "axial", "index": 5, "points": points}
    assert radiologist.post(f"/api/studies/{study['id']}/measurements", json=line).status_code == 201
    gone = post_study(radiologist, files).json["study"]["id"]
    radiologist.delete(f"/api/studies/{gone}")
    assert purge(services) == 1
    return services


def saved(services: Services, folder: Path) -> Manifest:
    return back_up(folder, database=services.database, store=services.store)


def volumes(services: Services) -> list[str]:
    return [name for name in stored_files(services) if name.startswith("store/") and "incoming" not in name]


def test_what_is_restored_is_what_was_saved_whatever_the_databases(
    filled: Services, empty: Services, tmp_path: Path
) -> None:
    folder = tmp_path / "backup"

    saved(filled, folder)
    take_in(empty, folder)

    assert everything(empty) == everything(filled)
    assert volumes(empty) == volumes(filled)
    assert list(Checker(empty.database, store=empty.store).check(safe_age=0)) == []
    with empty.database.read() as session:
        assert session.scalars(select(Study.description)).one() == EMOJI


def test_numbers_that_were_given_before_the_backup_are_not_given_again(
    filled: Services, empty: Services, tmp_path: Path
) -> None:
    folder = tmp_path / "backup"
    given = saved(filled, folder).tables["studies"].next_id
    take_in(empty, folder)

    with empty.database.write() as session:
        old = session.scalars(select(Study)).one()
        columns = ("patient_id", "task", "study_date", "shape", "spacing", "affine")
        new = Study(**{name: getattr(old, name) for name in columns})
        session.add(new)

    assert new.id == given
    assert new.id > old.id + 1


def test_a_backup_is_for_its_owner_alone(filled: Services, tmp_path: Path) -> None:
    saved(filled, tmp_path / "backup")

    assert stat.S_IMODE((tmp_path / "backup").stat().st_mode) == 0o700
    assert [path.name for path in tmp_path.iterdir() if "unfinished" in path.name] == []


def test_sessions_are_not_saved(filled: Services, tmp_path: Path) -> None:
    assert "sessions" not in saved(filled, tmp_path / "backup").tables


def test_what_changes_while_it_is_saved_is_saved_as_it_was(
    filled: Services, radiologist: FlaskClient, study: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = everything(filled)
    original = backup_module._copy_table

    def copy_table(*arguments: Any, **options: Any) -> Any:
        monkeypatch.undo()
        radiologist.post("/api/patients", json={"mrn": "B-2", "name": "Later"})
        radiologist.delete(f"/api/patients/{study['patient']['id']}")
        purge(filled)
        assert volumes(filled) == []
        return original(*arguments, **options)

    monkeypatch.setattr(backup_module, "_copy_table", copy_table)

    manifest = saved(filled, tmp_path / "backup")

    assert len(manifest.volumes) == 4
    for name, rows in before.items():
        assert manifest.tables[name].rows == len(rows), name


def test_a_volume_that_is_deleted_for_good_while_others_are_copied_is_not_in_the_backup(
    filled: Services,
    study: dict[str, Any],
    radiologist: FlaskClient,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    original = backup_module._copy_volume

    def copy_volume(*arguments: Any, **options: Any) -> None:
        original(*arguments, **options)
        if volumes(filled):
            radiologist.delete(f"/api/patients/{study['patient']['id']}")
            purge(filled)

    monkeypatch.setattr(backup_module, "_FEW", 0)
    monkeypatch.setattr(backup_module, "_copy_volume", copy_volume)

    manifest = saved(filled, tmp_path / "backup")

    assert (manifest.volumes, manifest.tables["studies"].rows) == ([], 0)
    assert [path for path in (tmp_path / "backup/volumes").rglob("*") if path.is_file()] == []


def test_a_folder_with_something_in_it_is_not_written_over(filled: Services, tmp_path: Path) -> None:
    (tmp_path / "backup").mkdir()
    (tmp_path / "backup" / "letters").touch()

    with pytest.raises(BackupError, match="not empty"):
        saved(filled, tmp_path / "backup")


@pytest.mark.parametrize("harm", ["missing", "damaged"])
def test_no_backup_is_made_of_a_store_that_is_not_whole(filled: Services, tmp_path: Path, harm: str) -> None:
    with filled.database.read() as session:
        path = stored_path(filled, session.scalars(select(Image.sha256).limit(1)).one())
    if harm == "missing":
        path.unlink()
    else:
        path.write_bytes(b"rot")

    with pytest.raises(BackupError, match=harm):
        saved(filled, tmp_path / "backup")
    assert not (tmp_path / "backup").exists()


@contextmanager
def refused(services: Services, words: str) -> Iterator[None]:
    with pytest.raises(BackupError, match=words):
        yield
    assert stored_files(services) == []


@pytest.mark.parametrize("harm", ["a row", "a volume", "a lost volume", "a lost table", "no manifest"])
def test_a_damaged_backup_is_not_taken_in(filled: Services, tmp_path: Path, harm: str) -> None:
    folder = tmp_path / "backup"
    manifest = saved(filled, folder)
    volume, table = volume_path(folder, manifest.volumes[2]), table_path(folder, "patients")
    if harm == "a row":
        table.write_bytes(table.read_bytes().replace(b"Kim", b"Lee"))
    elif harm == "a volume":
        volume.write_bytes(volume.read_bytes()[:-1] + b"x")
    elif harm == "a lost volume":
        volume.unlink()
    elif harm == "a lost table":
        table.unlink()
    else:
        os.remove(manifest.path(folder))
    url = f"sqlite:///{tmp_path / 'other' / 'neuroslice.sqlite3'}"
    other = make_services(Settings(data_dir=tmp_path / "other", database_url=url))

    with refused(other, "damaged|no manifest"):
        take_in(other, folder)

    upgrade(url)
    with other.database.read() as session:
        assert session.scalars(select(Patient)).all() == []
    other.database.engine.dispose()


def test_an_installation_that_holds_something_takes_no_backup_in(
    filled: Services, tmp_path: Path, sign_in: SignIn
) -> None:
    before = everything(filled)
    saved(filled, tmp_path / "backup")

    with pytest.raises(BackupError, match="not empty"):
        take_in(filled, tmp_path / "backup")
    assert everything(filled) == before


def test_a_backup_of_a_newer_version_is_not_taken_in(filled: Services, empty: Services, tmp_path: Path) -> None:
    folder = tmp_path / "backup"
    manifest = saved(filled, folder)
    newer = manifest.model_copy(update={"revision": "9999"})
    manifest.path(folder).write_text(newer.model_dump_json())

    with refused(empty, "newer version"):
        take_in(empty, folder)


def test_accounts_come_along(filled: Services, empty: Services, tmp_path: Path) -> None:
    saved(filled, tmp_path / "backup")
    take_in(empty, tmp_path / "backup")

    with empty.database.read() as session:
        assert session.scalars(select(Account.name)).all() == ["radiologist"]
