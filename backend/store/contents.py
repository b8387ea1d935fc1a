"""What lies in the store, as the file system tells it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

__all__ = ["StoredFile", "hash_file", "walk"]

_NAME = re.compile(r"[0-9a-f]{64}")
_BUFFER = 1 << 20


@dataclass(frozen=True)
class StoredFile:
    """Something that lies where uploaded volumes lie.

    Args:
        path: where.
        sha256: what its name promises; None where it has no such name.
        changed_at: when it was last changed, in seconds since 1970.
    """

    path: Path
    sha256: str | None
    changed_at: float


def walk(folder: Path) -> Iterator[StoredFile]:
    """Yield every file below the folders that the store gives its files, which are two hexadecimal digits long.

    Args:
        folder: the store's.
    """
    for path in sorted(folder.glob("[0-9a-f][0-9a-f]/*")):
        try:
            status = path.lstat()
        except FileNotFoundError:
            continue
        fits = _NAME.fullmatch(path.name) and path.name.startswith(path.parent.name) and path.is_file()
        yield StoredFile(path, path.name if fits else None, max(status.st_mtime, status.st_ctime))


def hash_file(path: Path) -> str:
    """Read a file from end to end and give its SHA-256 in hexadecimal digits.

    Raises:
        OSError: it is not there, or the disk is broken.
    """
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while content := file.read(_BUFFER):
            digest.update(content)
    return digest.hexdigest()
