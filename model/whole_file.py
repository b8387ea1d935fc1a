"""Files that are there whole or not at all."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

__all__ = ["whole_file", "write_text"]


@contextmanager
def whole_file(path: Path, *, keep: Path | None = None) -> Iterator[BinaryIO]:
    """Give a stream whose content takes a file's place once all of it is on the disk; an error leaves what was there.

    Args:
        path: Of the file; its folder exists.
        keep: What the file that is replaced is called from then on, where it is not to be lost.
    """
    temporary = path.with_name(f"{path.name}.{os.getpid()}.tmp")
    try:
        with temporary.open("wb") as stream:
            yield stream
            stream.flush()
            os.fsync(stream.fileno())
        if keep is not None and path.exists():
            path.replace(keep)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def write_text(path: Path, text: str) -> None:
    """Write a text file whole or not at all.

    Args:
        path: Of the file; its folder exists.
        text: All of it.
    """
    with whole_file(path) as stream:
        stream.write(text.encode())
