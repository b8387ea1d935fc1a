"""Copy database and volumes as they are at one moment, while people work."""

from __future__ import annotations

import hashlib
import os
import shutil
import uuid
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from sqlalchemy import Connection, Table, select

from backend.safekeeping.manifest import BackupError, Manifest, TableCopy, table_path, volume_path
from backend.safekeeping.rows import encode, kept_tables, next_id
from backend.store import VolumeStore
from backend.store.disk import sync_directory, sync_file, write_synced
from db.models import Image
from db.revision import newest_revision
from db.session import SessionFactory
from db.types import utc_now

__all__ = ["back_up"]

_BUFFER = 1 << 20
# Of rows that are fetched at a time; one with its mask may take megabytes.
_ROWS = 20
# Of volumes for whose copying nothing is removed meanwhile.
_FEW = 8


def back_up(
    folder: Path,
    *,
    database: SessionFactory,
    store: VolumeStore,
    on_progress: Callable[[int, int], None] = lambda done, total: None,
) -> Manifest:
    """Write a backup into a new folder, which has its name only once all of it is on the disk.

    All rows are read in one transaction. Volumes are copied before it, while people work; those that came in meanwhile
    follow while nobody can remove any, so that nobody waits for more than a few.

    Args:
        folder: not there yet, or empty.
        database: which is current.
        store: where the volumes are.
        on_progress: told how many volumes are copied, and of how many.

    Raises:
        BackupError: the folder is in use, or a volume is missing or damaged.
        OSError: the disk is full or broken.
    """
    folder = folder.absolute()
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise BackupError(f"{folder} is not empty; choose a new folder for each backup.")
    folder.parent.mkdir(parents=True, exist_ok=True)
    unfinished = folder.with_name(f".{folder.name}.{uuid.uuid4().hex}.unfinished")
    try:
        manifest = _write(unfinished, database=database, store=store, on_progress=on_progress)
        os.replace(unfinished, folder)
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    sync_directory(folder.parent)
    return manifest


def _write(
    folder: Path, *, database: SessionFactory, store: VolumeStore, on_progress: Callable[[int, int], None]
) -> Manifest:
    # What is copied is patients' data.
    for part in ("", "tables", "volumes"):
        (folder / part).mkdir(mode=0o700)
    # READ COMMITTED, which everybody else uses on MySQL, would show each statement another moment.
    snapshot = {"isolation_level": "REPEATABLE READ"} if database.engine.dialect.name == "mysql" else {}
    copied: set[str] = set()
    while len(coming := _hashes(database) - copied) > _FEW:
        for done, sha256 in enumerate(sorted(coming), start=1):
            # One that is missing may just have been deleted for good; whether it was, the transaction tells.
            with suppress(FileNotFoundError):
                _copy_volume(store, volume_path(folder, sha256), sha256=sha256)
            on_progress(done, len(coming))
        copied |= coming
    with database.engine.connect().execution_options(**snapshot) as connection:
        with store.locked():
            hashes = list(connection.scalars(select(Image.sha256).distinct().order_by(Image.sha256)))
            for sha256 in hashes:
                if not volume_path(folder, sha256).exists():
                    _copy_last_volume(store, volume_path(folder, sha256), sha256=sha256)
        tables = {table.name: _copy_table(table, connection, folder=folder) for table in kept_tables()}
    on_progress(len(hashes), len(hashes))
    for sha256 in copied - set(hashes):
        volume_path(folder, sha256).unlink(missing_ok=True)
    for directory in sorted({volume_path(folder, sha256).parent for sha256 in (*hashes, *copied)}):
        sync_directory(directory)
    for part in ("tables", "volumes"):
        sync_directory(folder / part)
    manifest = Manifest(created_at=utc_now(), revision=newest_revision(), tables=tables, volumes=hashes)
    write_synced(manifest.path(folder), manifest.model_dump_json(indent=1).encode())
    return manifest


def _hashes(database: SessionFactory) -> set[str]:
    with database.read() as session:
        return set(session.scalars(select(Image.sha256).distinct()))


def _copy_last_volume(store: VolumeStore, target: Path, *, sha256: str) -> None:
    try:
        _copy_volume(store, target, sha256=sha256)
    except FileNotFoundError as error:
        raise BackupError(f"The volume {sha256} is missing; `neuroslice check` says of which study.") from error


def _copy_table(table: Table, connection: Connection, *, folder: Path) -> TableCopy:
    digest, count = hashlib.sha256(), 0
    rows = connection.execution_options(yield_per=_ROWS).execute(select(table).order_by(*table.primary_key))
    path = table_path(folder, table.name)
    with path.open("wb") as file:
        for row in rows.mappings():
            line = encode(dict(row))
            digest.update(line)
            file.write(line)
            count += 1
    sync_file(path)
    return TableCopy(rows=count, sha256=digest.hexdigest(), next_id=next_id(connection, table))


def _copy_volume(store: VolumeStore, target: Path, *, sha256: str) -> None:
    target.parent.mkdir(mode=0o700, exist_ok=True)
    digest = hashlib.sha256()
    with store.open(sha256) as original, target.open("wb") as copy:
        try:
            while content := original.read(_BUFFER):
                digest.update(content)
                copy.write(content)
        except BaseException:
            target.unlink()
            raise
        copy.flush()
        os.fsync(copy.fileno())
    if digest.hexdigest() != sha256:
        raise BackupError(f"The volume {sha256} is damaged; `neuroslice check` says of which study.")
