"""Files that can be made again from an uploaded volume: what slices are cut from, and downloads in RAS+."""

from __future__ import annotations

import os
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from backend.store.disk import sync_file

__all__ = ["DerivedFiles"]


class DerivedFiles:
    """Keep one kind of derived file, by the SHA-256 of the volume it was made from.

    When there are too many bytes of them, those that were not used for longest go.

    Args:
        folder: where they lie.
        suffix: end of their names, such as ".npy".
        limit: most bytes to keep.
    """

    def __init__(self, folder: Path, *, suffix: str, limit: int) -> None:
        self._folder = folder
        self._suffix = suffix
        self._limit = limit

    def path(self, sha256: str) -> Path:
        """Say where the file of a volume lies, if it is there."""
        return self._folder / sha256[:2] / f"{sha256}{self._suffix}"

    def find(self, sha256: str) -> Path | None:
        """Give the file of a volume, or None; what is found counts as used now."""
        path = self.path(sha256)
        try:
            os.utime(path)
        except FileNotFoundError:
            return None
        return path

    def make(self, sha256: str, write: Callable[[Path], None]) -> Path:
        """Write a file under another name first, so that nobody meets half of it.

        Args:
            sha256: of the volume.
            write: writes the file it is given the path of.

        Raises:
            OSError: if the disk is full or broken.
        """
        path = self.path(sha256)
        path.parent.mkdir(parents=True, exist_ok=True)
        temporary = path.with_name(f"{uuid.uuid4().hex}.tmp{self._suffix}")
        try:
            write(temporary)
            self.take(sha256, temporary)
        finally:
            temporary.unlink(missing_ok=True)
        return path

    def take(self, sha256: str, file: Path) -> None:
        """Move a finished file of the same file system in."""
        # Without this, a power cut may leave the name without the content: a black image instead of none.
        sync_file(file)
        path = self.path(sha256)
        path.parent.mkdir(parents=True, exist_ok=True)
        os.replace(file, path)
        self._evict(keep=path)

    def remove(self, sha256: str) -> None:
        """Remove the file of a volume, if it is there."""
        self.path(sha256).unlink(missing_ok=True)

    def hashes(self) -> Iterator[str]:
        """Yield the SHA-256 of every volume of which there is a file."""
        for path in self._folder.glob(f"*/*{self._suffix}"):
            if not path.name.endswith(f".tmp{self._suffix}"):
                yield path.name.removesuffix(self._suffix)

    def clean(self, *, older_than: float) -> None:
        """Remove what a killed process left half written.

        Args:
            older_than: seconds since which nobody has written to it.
        """
        until = time.time() - older_than
        for path in self._folder.glob(f"*/*.tmp{self._suffix}"):
            with suppress(FileNotFoundError):
                if path.stat().st_mtime <= until:
                    path.unlink()

    def _evict(self, *, keep: Path) -> None:
        files = []
        for path in self._folder.glob(f"*/*{self._suffix}"):
            try:
                status = path.stat()
            except FileNotFoundError:
                continue
            files.append((status.st_mtime, status.st_size, path))
        total = sum(size for _, size, _ in files)
        for _, size, path in sorted(files):
            if total <= self._limit:
                return
            if path != keep:
                path.unlink(missing_ok=True)
                total -= size
