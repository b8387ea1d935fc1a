from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Collection
from pathlib import Path

import pytest

from backend.settings import Settings
from backend.store import IncomingFile, Upload, VolumeStore
from backend.store.chosen import make_store
from db.session import SessionFactory, make_engine
from tests.support.s3 import KEY, SECRET, S3Server

CHECKOUT = Path(__file__).parents[3]
CONTENT = b"a volume" * 1000
SHA256 = hashlib.sha256(CONTENT).hexdigest()


class Records:
    """Stand in for the table of images."""

    def __init__(self) -> None:
        self.hashes: set[str] = set()

    def referenced(self, hashes: Collection[str]) -> set[str]:
        return self.hashes & set(hashes)


@pytest.fixture
def records() -> Records:
    return Records()


@pytest.fixture(params=["disk", "s3"])
def settings(request: pytest.FixtureRequest, tmp_path: Path) -> Settings:
    if request.param == "disk":
        return Settings(data_dir=tmp_path)
    server: S3Server = request.getfixturevalue("s3_server")
    return Settings(data_dir=tmp_path, store_url=server.new_bucket(), store_key=KEY, store_secret=SECRET)


def store_of(settings: Settings, referenced: Callable[[Collection[str]], set[str]]) -> VolumeStore:
    database = SessionFactory(make_engine(settings.database_url))
    return make_store(settings, database=database, referenced=referenced)


@pytest.fixture
def store(settings: Settings, records: Records) -> VolumeStore:
    return store_of(settings, records.referenced)


def files_in(store: VolumeStore, folder: Path) -> list[str]:
    """Name everything in the store and on the disk of this machine."""
    here = {path.name for path in folder.rglob("*") if path.is_file() and path.name != "lock"}
    return sorted(here | {file.name.rpartition("/")[2] for file in store.contents()})


def write(upload: Upload, content: bytes = CONTENT) -> IncomingFile:
    file = upload.new_file()
    file.write(content[:100])
    file.write(memoryview(content)[100:])
    file.seek(0)
    file.finish()
    return file


def keep(store: VolumeStore, records: Records, content: bytes = CONTENT) -> str:
    with store.upload() as upload:
        file = write(upload, content)
        with store.keeping([file], upload=upload):
            records.hashes.add(file.sha256)
    return file.sha256


def test_a_kept_file_lies_under_its_hash_and_nothing_else_stays(
    store: VolumeStore, records: Records, tmp_path: Path
) -> None:
    assert keep(store, records) == SHA256
    assert files_in(store, tmp_path) == [SHA256]
    assert store.local(SHA256).read_bytes() == CONTENT


def test_an_upload_that_is_not_kept_leaves_nothing(store: VolumeStore, tmp_path: Path) -> None:
    with store.upload() as upload:
        write(upload)
    assert files_in(store, tmp_path) == []


def test_a_failing_request_leaves_nothing(store: VolumeStore, tmp_path: Path) -> None:
    def fail() -> None:
        with store.upload() as upload:
            write(upload)
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert files_in(store, tmp_path) == []


def test_files_whose_records_are_not_committed_are_taken_back(store: VolumeStore, tmp_path: Path) -> None:
    def fail() -> None:
        with store.upload() as upload, store.keeping([write(upload)], upload=upload):
            assert store.has(SHA256)
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert files_in(store, tmp_path) == []


def test_content_that_is_there_already_is_kept_once(store: VolumeStore, records: Records, tmp_path: Path) -> None:
    keep(store, records)
    keep(store, records)
    assert files_in(store, tmp_path) == [SHA256]


def test_a_failing_request_leaves_the_same_content_of_another_study(store: VolumeStore, records: Records) -> None:
    keep(store, records)
    with pytest.raises(KeyError), store.upload() as upload, store.keeping([write(upload)], upload=upload):
        raise KeyError
    assert store.has(SHA256)


def test_deleting_the_last_record_removes_the_file_and_what_was_derived_from_it(
    store: VolumeStore, records: Records, tmp_path: Path
) -> None:
    keep(store, records)
    store.local(SHA256)
    store.display.make(SHA256, lambda path: _write(path, b"pixels"))
    store.canonical.make(SHA256, lambda path: _write(path, b"nifti"))
    with store.discarding() as note:
        note([SHA256])
        records.hashes.clear()
    assert files_in(store, tmp_path) == []


def test_deleting_one_of_two_records_leaves_the_file(store: VolumeStore, records: Records) -> None:
    keep(store, records)
    with store.discarding() as note:
        note([SHA256])
    assert store.has(SHA256)


def test_removing_waits_for_an_upload_of_the_same_content_to_be_committed(store: VolumeStore, records: Records) -> None:
    keep(store, records)
    records.hashes.clear()
    with store.upload() as upload, store.keeping([write(upload)], upload=upload):
        remover = threading.Thread(target=store.collect, args=([SHA256],))
        remover.start()
        remover.join(0.2)
        assert remover.is_alive()
        records.hashes.add(SHA256)
    remover.join()
    assert store.has(SHA256)


def test_a_disk_error_while_taking_a_file_in_leaves_nothing(
    records: Records, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = VolumeStore(tmp_path, referenced=records.referenced)

    def full(source: object, target: object) -> None:
        raise OSError(28, "No space left on device")

    with store.upload() as upload:
        file = write(upload)
        monkeypatch.setattr(os, "replace", full)
        with pytest.raises(OSError, match="No space"), store.keeping([file], upload=upload):
            pytest.fail("the body must not run")
    assert files_in(store, tmp_path) == []


KILLED = """
import os, signal, sys
from backend.settings import Settings
from tests.backend.store.test_volumes import store_of
store = store_of(Settings.from_environment(os.environ), lambda hashes: set())
with store.upload() as upload:
    file = upload.new_file()
    file.write(b"a volume" * 1000)
    if sys.argv[1] == "after keeping":
        file.finish()
        with store.keeping([file], upload=upload):
            os.kill(os.getpid(), signal.SIGKILL)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def kill_a_process(settings: Settings, moment: str) -> None:
    variables = {f"NEUROSLICE_{name.upper()}": str(value) for name, value in settings if value != ""}
    environment = {name: variables[name] for name in variables if "_STORE_" in name or name.endswith("DATA_DIR")}
    command = [sys.executable, "-c", KILLED, moment]
    done = subprocess.run(command, cwd=CHECKOUT, env=os.environ | environment, check=False)
    assert done.returncode == -signal.SIGKILL


@pytest.mark.parametrize("moment", ["while uploading", "after keeping"])
def test_what_a_killed_process_left_is_removed_at_the_next_start(
    store: VolumeStore, settings: Settings, tmp_path: Path, moment: str
) -> None:
    kill_a_process(settings, moment)
    assert files_in(store, tmp_path) != []
    store.clean()
    assert files_in(store, tmp_path) == []
    assert not any((tmp_path / "store/incoming").glob("*/"))


def test_cleaning_leaves_files_whose_records_were_committed_before_the_process_was_killed(
    store: VolumeStore, settings: Settings, records: Records
) -> None:
    kill_a_process(settings, "after keeping")
    records.hashes.add(SHA256)
    store.clean()
    assert store.local(SHA256).read_bytes() == CONTENT


def test_cleaning_leaves_an_upload_that_is_under_way(store: VolumeStore, records: Records) -> None:
    with store.upload() as upload:
        file = write(upload)
        store.clean()
        with store.keeping([file], upload=upload):
            records.hashes.add(SHA256)
    assert store.has(SHA256)


def test_a_database_that_went_away_leaves_the_journal_for_the_next_start(
    store: VolumeStore, settings: Settings, tmp_path: Path
) -> None:
    def away(hashes: Collection[str]) -> set[str]:
        raise ConnectionError

    blind = store_of(settings, away)
    with pytest.raises(ConnectionError), blind.upload() as upload, blind.keeping([write(upload)], upload=upload):
        raise KeyError
    store.clean()
    assert files_in(store, tmp_path) == []


def test_what_another_machine_has_removed_goes_from_this_one_too(
    records: Records, s3_server: S3Server, tmp_path: Path
) -> None:
    url = s3_server.new_bucket()
    here, there = (
        store_of(
            Settings(data_dir=tmp_path / name, store_url=url, store_key=KEY, store_secret=SECRET), records.referenced
        )
        for name in ("here", "there")
    )
    keep(there, records)
    other = keep(there, records, b"another volume")
    for sha256 in (SHA256, other):
        here.local(sha256)
        here.display.make(sha256, lambda path: _write(path, b"pixels"))
    with there.discarding() as note:
        note([SHA256])
        records.hashes.remove(SHA256)

    here.clean()

    assert [path.name.partition(".")[0] for path in (tmp_path / "here/cache").rglob("*.*")] == [other, other]


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)
