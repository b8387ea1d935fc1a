"""What is promised of every place where files lie, whichever it is."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from backend.store.derived import DerivedFiles
from backend.store.disk_shelf import DiskShelf
from backend.store.s3_address import S3Address
from backend.store.s3_shelf import S3Shelf
from backend.store.shelf import Shelf
from tests.support.s3 import KEY, SECRET, S3Server

CONTENT = b"a volume" * 1000
SHA256 = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture(params=["disk", "s3"])
def shelf(request: pytest.FixtureRequest, tmp_path: Path) -> Shelf:
    if request.param == "disk":
        (tmp_path / "shelf").mkdir()
        return DiskShelf(tmp_path / "shelf")
    server: S3Server = request.getfixturevalue("s3_server")
    copies = DerivedFiles(tmp_path / "copies", suffix=".volume", limit=1 << 20)
    return S3Shelf(S3Address.parse(server.new_bucket()), key=KEY, secret=SECRET, copies=copies)


def put(shelf: Shelf, tmp_path: Path, *, name: str = SHA256, content: bytes = CONTENT) -> None:
    file = tmp_path / "finished"
    file.write_bytes(content)
    shelf.take(file, sha256=name)


def test_a_file_that_was_taken_in_is_there_and_whole(shelf: Shelf, tmp_path: Path) -> None:
    put(shelf, tmp_path)

    assert shelf.has(SHA256)
    assert shelf.local(SHA256).read_bytes() == CONTENT
    with shelf.open(SHA256) as file:
        assert file.read() == CONTENT


def test_a_file_may_be_taken_in_twice(shelf: Shelf, tmp_path: Path) -> None:
    put(shelf, tmp_path)
    put(shelf, tmp_path)

    assert [file.sha256 for file in shelf.contents()] == [SHA256]


def test_a_file_that_is_not_there_is_said_to_be_missing(shelf: Shelf) -> None:
    assert not shelf.has(SHA256)
    with pytest.raises(FileNotFoundError):
        shelf.local(SHA256)
    with pytest.raises(FileNotFoundError), shelf.open(SHA256):
        pass


def test_a_file_that_was_removed_is_gone_with_what_was_copied_of_it(shelf: Shelf, tmp_path: Path) -> None:
    put(shelf, tmp_path)
    path = shelf.local(SHA256)

    shelf.remove(SHA256)

    assert not shelf.has(SHA256)
    assert not path.exists()
    assert list(shelf.contents()) == []


def test_removing_what_is_not_there_is_no_error(shelf: Shelf) -> None:
    shelf.remove(SHA256)


def test_everything_that_lies_there_is_named_with_its_age_and_the_hash_that_its_name_promises(
    shelf: Shelf, tmp_path: Path
) -> None:
    put(shelf, tmp_path)
    before = (tmp_path / "finished").stat().st_mtime if (tmp_path / "finished").exists() else 0.0
    put(shelf, tmp_path, name="ab-is-no-hash", content=b"a stray")

    found = {file.name: file for file in shelf.contents()}

    assert {name: file.sha256 for name, file in found.items()} == {
        f"{SHA256[:2]}/{SHA256}": SHA256,
        "ab/ab-is-no-hash": None,
    }
    # An S3 store counts whole seconds.
    assert all(file.changed_at >= int(before) for file in found.values())


def test_a_place_where_files_can_be_kept_passes_its_check(shelf: Shelf) -> None:
    shelf.check()
