"""Take a backup in, into a database and a store that are empty."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from itertools import islice
from pathlib import Path

from sqlalchemy import Connection, Engine, Table, func, insert, inspect, select

from backend.safekeeping.manifest import BackupError, Manifest, table_path, volume_path
from backend.safekeeping.rows import decode, insertable, kept_tables, set_next_id
from backend.store import IncomingFile, Upload, VolumeStore
from db.revision import newest_revision
from db.session import SessionFactory
from db.upgrade import upgrade

__all__ = ["restore"]

_BUFFER = 1 << 20
_ROWS = 20


def restore(
    folder: Path,
    *,
    database: SessionFactory,
    database_url: str,
    store: VolumeStore,
    on_progress: Callable[[int, int], None] = lambda done, total: None,
) -> Manifest:
    """Check a backup and take all of it in, or nothing.

    Args:
        folder: from `back_up`, whichever database it came from.
        database: without tables, or with empty ones.
        database_url: of the same database.
        store: where the volumes go.
        on_progress: told how many volumes are in, and of how many.

    Raises:
        BackupError: the backup is damaged or too new, or the database holds something.
        OSError: the disk is full or broken.
    """
    manifest = Manifest.read(folder)
    if manifest.revision > newest_revision():
        raise BackupError(f"{folder} was made by a newer version of NeuroSlice; install that one first.")
    tables = {table.name: table for table in kept_tables()}
    if not manifest.tables.keys() <= tables.keys():
        raise BackupError(f"{folder} holds tables that this version does not know.")
    for name, copy in manifest.tables.items():
        if _hash(table_path(folder, name)) != copy.sha256:
            raise BackupError(f"{folder} is damaged: the rows of {name} are not those that were written.")
    _check_empty(database.engine, revision=manifest.revision)
    upgrade(database_url, revision=manifest.revision)
    in_order = [table for name, table in tables.items() if name in manifest.tables]
    with store.upload() as upload:
        volumes = []
        for done, sha256 in enumerate(manifest.volumes, start=1):
            volumes.append(_receive(volume_path(folder, sha256), sha256=sha256, upload=upload))
            on_progress(done, len(manifest.volumes))
        with store.keeping(volumes, upload=upload):
            _insert(folder, in_order, manifest=manifest, database=database)
    upgrade(database_url)
    return manifest


def _check_empty(engine: Engine, *, revision: str) -> None:
    file = engine.url.database if engine.dialect.name == "sqlite" else None
    if file and not Path(file).exists():
        return
    with engine.connect() as connection:
        there = set(inspect(connection).get_table_names())
        if "alembic_version" in there and revision != newest_revision():
            raise BackupError("This backup was made by an older version; take it in with a database without tables.")
        for table in kept_tables():
            if table.name in there and connection.scalar(select(func.count()).select_from(table)):
                raise BackupError(f"The database is not empty: it has {table.name}. Choose another one.")


def _insert(folder: Path, tables: list[Table], *, manifest: Manifest, database: SessionFactory) -> None:
    def number(connection: Connection) -> None:
        for table in tables:
            following = manifest.tables[table.name].next_id
            if following is not None:
                set_next_id(connection, table, following)

    on_mysql = database.engine.dialect.name == "mysql"
    if on_mysql:
        with database.write() as session:
            number(session.connection())
    with database.write() as session:
        for table in tables:
            lines_of = _lines(table_path(folder, table.name))
            while lines := list(islice(lines_of, _ROWS)):
                rows = [decode(line, of=table) for line in lines]
                session.execute(insert(insertable(table, names=list(rows[0]))), rows)
        if not on_mysql:
            number(session.connection())


def _lines(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        yield from file


def _receive(path: Path, *, sha256: str, upload: Upload) -> IncomingFile:
    file = upload.new_file()
    try:
        with path.open("rb") as source:
            while content := source.read(_BUFFER):
                file.write(content)
    except FileNotFoundError as error:
        raise BackupError(f"The backup is damaged: the volume {sha256} is missing.") from error
    file.finish()
    if file.sha256 != sha256:
        raise BackupError(f"The backup is damaged: the volume {sha256} is not what was written.")
    return file


def _hash(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except FileNotFoundError:
        return None
