"""What becomes of files on their way in."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from backend.store.incoming import open_upload


def upload_to_a_full_disk(parent: Path) -> None:
    """Write two files whose disk is full once they leave the buffer."""
    with open_upload(parent) as upload:
        files = [upload.new_file(), upload.new_file()]
        for file in files:
            file.write(b"what is still in memory" * 10)
            full = os.open("/dev/full", os.O_WRONLY)
            os.dup2(full, file._file.fileno())
            os.close(full)
        files[0].finish()


def test_a_disk_that_is_full_leaves_nothing_of_an_upload(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No space left"):
        upload_to_a_full_disk(tmp_path)

    assert [path for path in tmp_path.iterdir() if path.is_dir()] == []


def test_what_is_not_kept_is_gone(tmp_path: Path) -> None:
    with open_upload(tmp_path) as upload:
        upload.new_file().write(b"abc")
        folder = upload.folder
        assert list(folder.glob("*.part"))

    assert not folder.exists()
