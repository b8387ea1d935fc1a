"""Where whole files lie under their SHA-256: what a disk and an S3 store have in common."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import BinaryIO, Protocol

from backend.store.contents import StoredFile
from backend.store.derived import DerivedFiles

__all__ = ["Shelf"]


class Shelf(Protocol):
    """Keep files by their SHA-256: a name means a whole file that outlives a power cut.

    Nothing here asks who still needs a file, or keeps two callers apart: `VolumeStore` does.

    Every call raises OSError where the disk is full or broken, or the store does not answer.
    """

    @property
    def caches(self) -> Collection[DerivedFiles]:
        """What this machine has copied to its own disk; `VolumeStore` keeps it from outliving its originals."""

    def take(self, file: Path, *, sha256: str) -> None:
        """Take a finished file in, which may be gone from where it was; once is enough if it is there already."""

    def has(self, sha256: str) -> bool:
        """Tell whether there is a file."""

    def local(self, sha256: str) -> Path:
        """Give the path, on this machine, of the same content; FileNotFoundError where there is no such file."""

    def open(self, sha256: str) -> AbstractContextManager[BinaryIO]:
        """Read a file as it lies there, past any copy; FileNotFoundError where there is no such file."""

    def remove(self, sha256: str) -> None:
        """Remove a file, if it is there."""

    def contents(self) -> Iterator[StoredFile]:
        """Yield everything that lies where files lie, whatever its name."""

    def check(self) -> None:
        """Raise OSError unless files can be kept."""
