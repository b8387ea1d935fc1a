"""The lock that machines share which have only the database in common."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Collection
from pathlib import Path

import pytest
from sqlalchemy import Engine, make_url, text

from backend.store import VolumeStore
from backend.store.database_lock import DatabaseLock
from backend.store.derived import DerivedFiles
from backend.store.s3_address import S3Address
from backend.store.s3_shelf import S3Shelf
from db.session import make_engine
from tests.support.database import MysqlDatabases
from tests.support.s3 import KEY, SECRET, S3Server

CONTENT = b"a volume" * 1000
SHA256 = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def url(mysql_databases: MysqlDatabases) -> str:
    return mysql_databases.fresh()


@pytest.fixture
def lock(url: str) -> DatabaseLock:
    return DatabaseLock(make_url(url))


def end_every_other_connection(engine: Engine) -> None:
    """Do what a database that is stopped does to those who are connected."""
    with engine.connect() as connection:
        mine = connection.scalar(text("SELECT CONNECTION_ID()"))
        others = text("SELECT ID FROM information_schema.PROCESSLIST WHERE ID != :mine AND DB = DATABASE()")
        for number in connection.scalars(others, {"mine": mine}).all():
            connection.execute(text(f"KILL {number}"))


def test_any_number_hold_it_together(lock: DatabaseLock, url: str) -> None:
    with lock.shared() as first, DatabaseLock(make_url(url)).shared() as second:
        assert first()
        assert second()


def test_whoever_wants_to_be_alone_waits_for_all_others(lock: DatabaseLock, url: str) -> None:
    alone = threading.Event()

    def wait() -> None:
        with DatabaseLock(make_url(url)).alone():
            alone.set()

    with lock.shared():
        waiting = threading.Thread(target=wait)
        waiting.start()
        assert not alone.wait(0.2)
    waiting.join()
    assert alone.is_set()


def test_nobody_comes_in_while_somebody_is_alone(lock: DatabaseLock, url: str) -> None:
    inside = threading.Event()

    def wait() -> None:
        with DatabaseLock(make_url(url)).shared():
            inside.set()

    with lock.alone():
        waiting = threading.Thread(target=wait)
        waiting.start()
        assert not inside.wait(0.2)
    waiting.join()
    assert inside.is_set()


def test_a_holder_whose_connection_ends_lets_go_and_is_told(lock: DatabaseLock, url: str) -> None:
    engine = make_engine(url)
    with lock.shared() as is_held:
        end_every_other_connection(engine)
        with DatabaseLock(make_url(url)).alone():
            pass
        assert not is_held()
    engine.dispose()


def test_a_file_that_is_removed_while_the_lock_was_lost_is_taken_in_again(
    lock: DatabaseLock, url: str, s3_server: S3Server, tmp_path: Path
) -> None:
    records: set[str] = set()

    def referenced(hashes: Collection[str]) -> set[str]:
        return records & set(hashes)

    engine = make_engine(url)
    copies = DerivedFiles(tmp_path / "copies", suffix=".volume", limit=1 << 20)
    shelf = S3Shelf(S3Address.parse(s3_server.new_bucket()), key=KEY, secret=SECRET, copies=copies)
    store = VolumeStore(tmp_path, referenced=referenced, shelf=shelf, lock=lock)
    with store.upload() as upload:
        file = upload.new_file()
        file.write(CONTENT)
        file.finish()
        with store.keeping([file], upload=upload):
            end_every_other_connection(engine)
            store.collect([SHA256])
            assert not store.has(SHA256)
            records.add(SHA256)

    assert store.local(SHA256).read_bytes() == CONTENT
    engine.dispose()
