"""Files on their way in: hashed while they are written, in a folder that goes away unless they are kept."""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
import uuid
from collections.abc import Collection, Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from typing import Any

from backend.store.disk import file_lock, try_lock, write_synced

__all__ = ["IncomingFile", "Upload", "open_upload", "stale_uploads"]

_LOCK = "lock"
_JOURNAL = "journal.json"
_BUFFER = 1 << 20


class IncomingFile(io.RawIOBase):
    """Take in a file that arrives piece by piece.

    Args:
        path: where it is written.
    """

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path
        self.size = 0
        self._digest = hashlib.sha256()
        self._file = path.open("wb", buffering=_BUFFER)

    @property
    def sha256(self) -> str:
        """Hash of what was written so far, in hexadecimal digits."""
        return self._digest.hexdigest()

    def writable(self) -> bool:
        """Say that this file takes in bytes."""
        return True

    def write(self, content: Any) -> int:
        """Append bytes.

        Raises:
            OSError: if the disk is full or broken.
        """
        self._digest.update(content)
        self.size += len(content)
        return self._file.write(content)

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Do nothing: a form parser rewinds what it wrote, and nobody reads it through here."""
        return 0

    def finish(self) -> None:
        """Wait until all of it is on the disk.

        Raises:
            OSError: if the disk is full or broken.
        """
        self._file.flush()
        os.fsync(self._file.fileno())
        self._file.close()

    def close(self) -> None:
        """Let go of the file; what is still buffered is of no use, since `finish` was not asked for."""
        if not self.closed:
            self._file.close()
        super().close()


class Upload:
    """Hold the files of one request until it is decided whether they are kept.

    Args:
        folder: its own folder, on the file system of the store.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._files: list[IncomingFile] = []

    def new_file(self) -> IncomingFile:
        """Open the next file."""
        file = IncomingFile(self.folder / f"{len(self._files)}.part")
        self._files.append(file)
        return file

    def write_journal(self, hashes: Collection[str]) -> None:
        """Note down which files of the store are about to change, so that a killed process is cleaned up after."""
        write_synced(self.folder / _JOURNAL, json.dumps(sorted(hashes)).encode())

    def read_journal(self) -> list[str]:
        """Give what was noted down; a journal that was cut off was written before anything was changed."""
        try:
            hashes = json.loads((self.folder / _JOURNAL).read_bytes())
        except (FileNotFoundError, ValueError):
            return []
        return [str(sha256) for sha256 in hashes]

    def settle(self) -> None:
        """Note down that the change is over."""
        (self.folder / _JOURNAL).unlink(missing_ok=True)

    def close(self) -> None:
        """Remove every file, and the folder unless a change in its journal is not over."""
        for file in self._files:
            # On a full disk what is still buffered cannot be written; it is to go anyway.
            with suppress(OSError):
                file.close()
            file.path.unlink(missing_ok=True)
        if not (self.folder / _JOURNAL).exists():
            shutil.rmtree(self.folder, ignore_errors=True)


@contextmanager
def open_upload(parent: Path) -> Iterator[Upload]:
    """Make a folder for one request, and remove it with all that is in it at the end."""
    folder = parent / uuid.uuid4().hex
    with ExitStack() as stack:
        # So that nobody takes the folder for a stale one before its lock is held.
        with file_lock(parent / _LOCK, shared=True):
            folder.mkdir(mode=0o700)
            stack.enter_context(file_lock(folder / _LOCK))
        yield stack.enter_context(closing(Upload(folder)))


def stale_uploads(parent: Path) -> Iterator[Upload]:
    """Yield what killed processes left behind; each is locked while it is looked at, and removed if it is settled."""
    with file_lock(parent / _LOCK):
        for folder in sorted(path for path in parent.iterdir() if path.is_dir()):
            with try_lock(folder / _LOCK) as free:
                if free:
                    with closing(Upload(folder)) as upload:
                        yield upload
