"""What lies in the store, and how its content is hashed."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from typing import BinaryIO

__all__ = ["StoredFile", "hash_stream", "promised_hash"]

_NAME = re.compile(r"([0-9a-f]{2})/(\1[0-9a-f]{62})")
_BUFFER = 1 << 20


@dataclass(frozen=True)
class StoredFile:
    """Something that lies where uploaded volumes lie.

    Args:
        name: its folder and its own name, such as "ab/abc…".
        sha256: what its name promises; None where it has no such name.
        changed_at: when it was last changed, in seconds since 1970.
    """

    name: str
    sha256: str | None
    changed_at: float


def promised_hash(name: str) -> str | None:
    """Give the SHA-256 that the name of a stored file promises; None where it is no such name."""
    found = _NAME.fullmatch(name)
    return found[2] if found else None


def hash_stream(file: BinaryIO) -> str:
    """Read a file from end to end and give its SHA-256 in hexadecimal digits.

    Raises:
        OSError: the disk is broken, or the store does not answer.
    """
    digest = hashlib.sha256()
    while content := file.read(_BUFFER):
        digest.update(content)
    return digest.hexdigest()
