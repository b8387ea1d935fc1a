"""The content-addressed store of uploaded volumes."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

from backend.store.contents import StoredFile, walk
from backend.store.derived import DerivedFiles
from backend.store.disk import file_lock, sync_directory
from backend.store.incoming import IncomingFile, Upload, open_upload, stale_uploads

__all__ = ["VolumeStore"]

_DERIVED_BYTES = 20 << 30


class VolumeStore:
    """Keep files under their SHA-256 for as long as a record refers to them.

    What it promises: a name in the store always means a whole file on the disk; a file that no record refers to
    goes, even if the process that was to remove it is killed; a file that is uploaded once more while its last
    record is deleted stays.

    To that end every change is written into a journal first, taking a file in holds a shared lock until its record is
    committed, and removing files holds the lock alone while it asks which of them are still referred to.

    Args:
        data_dir: the folder that holds all state.
        referenced: gives those of some hashes that a committed record refers to.
        derived_bytes: most bytes to keep of each kind of derived file.
    """

    def __init__(
        self,
        data_dir: Path,
        *,
        referenced: Callable[[Collection[str]], set[str]],
        derived_bytes: int = _DERIVED_BYTES,
    ) -> None:
        self._folder = data_dir / "store"
        self._incoming = self._folder / "incoming"
        self._lock = self._folder / "lock"
        self._referenced = referenced
        cache = data_dir / "cache"
        self.display = DerivedFiles(cache / "display", suffix=".npy", limit=derived_bytes)
        self.canonical = DerivedFiles(cache / "canonical", suffix=".nii.gz", limit=derived_bytes)

    def path(self, sha256: str) -> Path:
        """Say where a file lies.

        Args:
            sha256: 64 hexadecimal digits, from a record.
        """
        return self._folder / sha256[:2] / sha256

    def upload(self) -> AbstractContextManager[Upload]:
        """Open a place for the files of one request; those that are not kept are gone when it closes."""
        self._incoming.mkdir(parents=True, exist_ok=True, mode=0o700)
        return open_upload(self._incoming)

    @contextmanager
    def keeping(self, files: Iterable[IncomingFile], *, upload: Upload) -> Iterator[None]:
        """Take files in, commit the records that refer to them in the body, and take all back if that fails.

        Args:
            files: finished files of the upload.
            upload: where they are.

        Raises:
            OSError: if the disk is full or broken.
        """
        files = list(files)
        hashes = sorted({file.sha256 for file in files})
        upload.write_journal(hashes)
        try:
            with self.locked():
                for file in files:
                    self._take(file)
                yield
        except BaseException:
            self.collect(hashes)
            upload.settle()
            raise
        upload.settle()

    @contextmanager
    def discarding(self) -> Iterator[Callable[[Collection[str]], None]]:
        """Delete records in the body; afterwards the files that nothing refers to any more are removed.

        What is given to the body is to be told the hashes of the files, before their records are gone.
        """
        hashes: set[str] = set()

        def note(more: Collection[str]) -> None:
            hashes.update(more)
            change.write_journal(hashes)

        with self.upload() as change:
            try:
                yield note
            finally:
                # Whether the deletion was committed is not asked of the body: the records say so.
                self.collect(hashes)
                change.settle()

    @contextmanager
    def locked(self) -> Iterator[None]:
        """Keep every file that is in the store there for the length of the body."""
        self._incoming.mkdir(parents=True, exist_ok=True, mode=0o700)
        with file_lock(self._lock, shared=True):
            yield

    def collect(self, hashes: Collection[str]) -> None:
        """Remove those of some files that no record refers to, and all that was derived from them."""
        if not hashes:
            return
        with file_lock(self._lock):
            for sha256 in set(hashes) - self._referenced(hashes):
                self.path(sha256).unlink(missing_ok=True)
                self.display.remove(sha256)
                self.canonical.remove(sha256)

    def contents(self) -> Iterator[StoredFile]:
        """Yield everything that lies where uploaded volumes lie, whatever its name."""
        return walk(self._folder)

    def clean(self) -> None:
        """Finish or undo what killed processes left half done; safe beside processes that are alive."""
        self._incoming.mkdir(parents=True, exist_ok=True, mode=0o700)
        for upload in stale_uploads(self._incoming):
            self.collect(upload.read_journal())
            upload.settle()
        with file_lock(self._lock):
            self.display.clean()
            self.canonical.clean()

    def _take(self, file: IncomingFile) -> None:
        path = self.path(file.sha256)
        if path.exists():
            return
        if not path.parent.exists():
            path.parent.mkdir(mode=0o700, exist_ok=True)
            sync_directory(self._folder)
        os.replace(file.path, path)
        sync_directory(path.parent)
