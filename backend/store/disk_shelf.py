"""Files in folders of this machine."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Collection, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import BinaryIO

from backend.store.contents import StoredFile, promised_hash
from backend.store.derived import DerivedFiles
from backend.store.disk import make_directory, sync_directory

__all__ = ["DiskShelf"]


class DiskShelf:
    """Keep files in a folder, in folders named after the first two digits of their hash; a `Shelf`.

    Args:
        folder: on the file system from which files are taken in; it is made with the first of them.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    @property
    def caches(self) -> Collection[DerivedFiles]:
        """Nothing: what is here need not be copied to be read."""
        return ()

    def path(self, sha256: str) -> Path:
        """Say where a file lies, if it is there."""
        return self._folder / sha256[:2] / sha256

    def take(self, file: Path, *, sha256: str) -> None:
        """Give a file, whose content is on the disk, its name."""
        path = self.path(sha256)
        path.parent.mkdir(mode=0o700, exist_ok=True)
        if not path.exists():
            os.replace(file, path)
        # Also where it was there: who made the folder or gave the name may have been killed before it was on the disk.
        sync_directory(path.parent)
        sync_directory(self._folder)

    def has(self, sha256: str) -> bool:
        """Tell whether there is a file."""
        return self.path(sha256).exists()

    def local(self, sha256: str) -> Path:
        """Give the path of a file."""
        path = self.path(sha256)
        path.stat()
        return path

    def open(self, sha256: str) -> AbstractContextManager[BinaryIO]:
        """Read a file."""
        return self.path(sha256).open("rb")

    def remove(self, sha256: str) -> None:
        """Remove a file, if it is there."""
        self.path(sha256).unlink(missing_ok=True)

    def contents(self) -> Iterator[StoredFile]:
        """Yield everything that lies where files lie, whatever its name."""
        for path in sorted(self._folder.glob("[0-9a-f][0-9a-f]/*")):
            try:
                status = path.lstat()
            except FileNotFoundError:
                continue
            name = f"{path.parent.name}/{path.name}"
            fits = promised_hash(name) if path.is_file() else None
            yield StoredFile(name, fits, max(status.st_mtime, status.st_ctime))

    def check(self) -> None:
        """Write a file that has no name."""
        make_directory(self._folder)
        with tempfile.TemporaryFile(dir=self._folder) as file:
            file.write(b"NeuroSlice")
