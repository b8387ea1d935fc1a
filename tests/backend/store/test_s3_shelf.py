"""What is different where the files are not on this machine's disk."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from backend.errors import StoreAway
from backend.store.derived import DerivedFiles
from backend.store.s3_address import S3Address
from backend.store.s3_shelf import S3Shelf
from tests.support.product import free_port
from tests.support.s3 import KEY, SECRET, S3Server

CONTENT = b"a volume" * 1000
SHA256 = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture
def address(s3_server: S3Server) -> S3Address:
    return S3Address.parse(s3_server.new_bucket())


def shelf_on(machine: Path, address: S3Address) -> S3Shelf:
    copies = DerivedFiles(machine, suffix=".volume", limit=1 << 20)
    return S3Shelf(address, key=KEY, secret=SECRET, copies=copies)


@pytest.fixture
def shelf(address: S3Address, tmp_path: Path) -> S3Shelf:
    return shelf_on(tmp_path / "here", address)


@pytest.fixture
def finished(tmp_path: Path) -> Path:
    path = tmp_path / "finished"
    path.write_bytes(CONTENT)
    return path


def test_what_one_machine_has_taken_in_another_one_reads(
    shelf: S3Shelf, address: S3Address, finished: Path, tmp_path: Path
) -> None:
    other = shelf_on(tmp_path / "there", address)
    assert not other.has(SHA256)

    shelf.take(finished, sha256=SHA256)

    assert other.local(SHA256).read_bytes() == CONTENT


def test_a_copy_is_made_once(shelf: S3Shelf, address: S3Address, finished: Path, s3_server: S3Server) -> None:
    shelf.take(finished, sha256=SHA256)
    first = shelf.local(SHA256)
    s3_server.files().rm(f"{address.bucket}/volumes/{SHA256[:2]}/{SHA256}")

    assert shelf.local(SHA256) == first


def test_what_was_damaged_in_the_bucket_is_not_taken_for_the_volume(
    shelf: S3Shelf, address: S3Address, finished: Path, s3_server: S3Server, tmp_path: Path
) -> None:
    shelf.take(finished, sha256=SHA256)
    s3_server.files().pipe_file(f"{address.bucket}/volumes/{SHA256[:2]}/{SHA256}", CONTENT[:-1] + b"!")

    with pytest.raises(OSError, match="not what was put there"):
        shelf.local(SHA256)
    assert [path for path in (tmp_path / "here").rglob("*") if path.is_file()] == []


def test_an_object_of_another_size_is_written_anew(
    shelf: S3Shelf, address: S3Address, finished: Path, s3_server: S3Server
) -> None:
    s3_server.files().pipe_file(f"{address.bucket}/volumes/{SHA256[:2]}/{SHA256}", CONTENT[:100])

    shelf.take(finished, sha256=SHA256)

    assert shelf.local(SHA256).read_bytes() == CONTENT


def test_a_bucket_that_is_not_there_fails_its_check(address: S3Address, tmp_path: Path) -> None:
    missing = S3Address("no-such-bucket", "", address.endpoint, address.region)

    with pytest.raises(OSError, match=r"[Bb]ucket|Not Found"):
        shelf_on(tmp_path, missing).check()


def test_a_store_that_is_away_is_named_as_what_it_is(tmp_path: Path) -> None:
    away = S3Address("bucket", "", f"http://127.0.0.1:{free_port()}", "eu-central-1")

    with pytest.raises(StoreAway, match="does not answer"):
        shelf_on(tmp_path, away).check()
