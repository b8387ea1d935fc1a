from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Collection
from pathlib import Path

import pytest

from backend.store import IncomingFile, Upload, VolumeStore

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


@pytest.fixture
def store(tmp_path: Path, records: Records) -> VolumeStore:
    return VolumeStore(tmp_path, referenced=records.referenced)


def files_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file() and path.name != "lock")


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
    assert store.path(SHA256).read_bytes() == CONTENT
    assert files_in(tmp_path) == [SHA256]


def test_an_upload_that_is_not_kept_leaves_nothing(store: VolumeStore, tmp_path: Path) -> None:
    with store.upload() as upload:
        write(upload)
    assert files_in(tmp_path) == []


def test_a_failing_request_leaves_nothing(store: VolumeStore, tmp_path: Path) -> None:
    def fail() -> None:
        with store.upload() as upload:
            write(upload)
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert files_in(tmp_path) == []


def test_files_whose_records_are_not_committed_are_taken_back(store: VolumeStore, tmp_path: Path) -> None:
    def fail() -> None:
        with store.upload() as upload, store.keeping([write(upload)], upload=upload):
            assert store.path(SHA256).exists()
            raise KeyError

    with pytest.raises(KeyError):
        fail()
    assert files_in(tmp_path) == []


def test_content_that_is_there_already_is_kept_once(store: VolumeStore, records: Records, tmp_path: Path) -> None:
    keep(store, records)
    keep(store, records)
    assert files_in(tmp_path) == [SHA256]


def test_a_failing_request_leaves_the_same_content_of_another_study(store: VolumeStore, records: Records) -> None:
    keep(store, records)
    with pytest.raises(KeyError), store.upload() as upload, store.keeping([write(upload)], upload=upload):
        raise KeyError
    assert store.path(SHA256).exists()


def test_deleting_the_last_record_removes_the_file_and_what_was_derived_from_it(
    store: VolumeStore, records: Records, tmp_path: Path
) -> None:
    keep(store, records)
    store.display.make(SHA256, lambda path: _write(path, b"pixels"))
    store.canonical.make(SHA256, lambda path: _write(path, b"nifti"))
    with store.discarding() as note:
        note([SHA256])
        records.hashes.clear()
    assert files_in(tmp_path) == []


def test_deleting_one_of_two_records_leaves_the_file(store: VolumeStore, records: Records) -> None:
    keep(store, records)
    with store.discarding() as note:
        note([SHA256])
    assert store.path(SHA256).exists()


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
    assert store.path(SHA256).exists()


def test_a_disk_error_while_taking_a_file_in_leaves_nothing(
    store: VolumeStore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(source: object, target: object) -> None:
        raise OSError(28, "No space left on device")

    with store.upload() as upload:
        file = write(upload)
        monkeypatch.setattr(os, "replace", full)
        with pytest.raises(OSError, match="No space"), store.keeping([file], upload=upload):
            pytest.fail("the body must not run")
    assert files_in(tmp_path) == []


KILLED = """
import os, signal, sys
from pathlib import Path
from backend.store import VolumeStore
store = VolumeStore(Path(sys.argv[1]), referenced=lambda hashes: set())
with store.upload() as upload:
    file = upload.new_file()
    file.write(b"a volume" * 1000)
    if sys.argv[2] == "after keeping":
        file.finish()
        with store.keeping([file], upload=upload):
            os.kill(os.getpid(), signal.SIGKILL)
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.parametrize("moment", ["while uploading", "after keeping"])
def test_what_a_killed_process_left_is_removed_at_the_next_start(
    store: VolumeStore, tmp_path: Path, moment: str
) -> None:
    done = subprocess.run([sys.executable, "-c", KILLED, str(tmp_path), moment], check=False)
    assert done.returncode == -signal.SIGKILL
    assert files_in(tmp_path) != []
    store.clean()
    assert files_in(tmp_path) == []
    assert not any((tmp_path / "store/incoming").glob("*/"))


def test_cleaning_leaves_files_whose_records_were_committed_before_the_process_was_killed(
    store: VolumeStore, records: Records, tmp_path: Path
) -> None:
    subprocess.run([sys.executable, "-c", KILLED, str(tmp_path), "after keeping"], check=False)
    records.hashes.add(SHA256)
    store.clean()
    assert store.path(SHA256).read_bytes() == CONTENT


def test_cleaning_leaves_an_upload_that_is_under_way(store: VolumeStore, records: Records) -> None:
    with store.upload() as upload:
        file = write(upload)
        store.clean()
        with store.keeping([file], upload=upload):
            records.hashes.add(SHA256)
    assert store.path(SHA256).exists()


def test_a_database_that_went_away_leaves_the_journal_for_the_next_start(tmp_path: Path) -> None:
    def away(hashes: Collection[str]) -> set[str]:
        raise ConnectionError

    store = VolumeStore(tmp_path, referenced=away)
    with pytest.raises(ConnectionError), store.upload() as upload, store.keeping([write(upload)], upload=upload):
        raise KeyError
    VolumeStore(tmp_path, referenced=lambda hashes: set()).clean()
    assert files_in(tmp_path) == []


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(content)
