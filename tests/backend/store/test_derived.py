from __future__ import annotations

import os
from pathlib import Path

import pytest

from backend.store import DerivedFiles

FIRST, SECOND, THIRD = ("1" * 64, "2" * 64, "3" * 64)


@pytest.fixture
def files(tmp_path: Path) -> DerivedFiles:
    return DerivedFiles(tmp_path, suffix=".npy", limit=25)


def test_a_file_is_found_once_it_is_made(files: DerivedFiles) -> None:
    assert files.find(FIRST) is None
    made = files.make(FIRST, lambda path: _write(path, 10))
    assert files.find(FIRST) == made
    assert made.read_bytes() == bytes(10)


def test_a_file_that_could_not_be_written_leaves_nothing(files: DerivedFiles, tmp_path: Path) -> None:
    def fail(path: Path) -> None:
        path.write_bytes(b"half")
        raise OSError(28, "No space left on device")

    with pytest.raises(OSError, match="No space"):
        files.make(FIRST, fail)
    assert files.find(FIRST) is None
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def test_the_file_that_was_not_used_for_longest_makes_room(files: DerivedFiles) -> None:
    for age, sha256 in ((100, FIRST), (200, SECOND)):
        os.utime(files.make(sha256, lambda path: _write(path, 10)), (age, age))
    assert files.find(FIRST) is not None
    files.make(THIRD, lambda path: _write(path, 10))
    assert files.find(SECOND) is None
    assert files.find(FIRST) is not None
    assert files.find(THIRD) is not None


def test_a_file_larger_than_the_limit_is_still_made(files: DerivedFiles) -> None:
    assert files.make(FIRST, lambda path: _write(path, 100)).exists()


def test_half_written_files_of_a_killed_process_are_cleaned(files: DerivedFiles, tmp_path: Path) -> None:
    (tmp_path / "11").mkdir()
    (tmp_path / "11/abc.tmp.npy").write_bytes(b"half")
    files.clean(older_than=0.0)
    assert not [path for path in tmp_path.rglob("*") if path.is_file()]


def _write(path: Path, size: int) -> None:
    path.write_bytes(bytes(size))
