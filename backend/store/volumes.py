"""The content-addressed store of uploaded volumes."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from itertools import islice
from pathlib import Path
from typing import BinaryIO

from backend.store.contents import StoredFile
from backend.store.derived import DerivedFiles
from backend.store.disk import make_directory
from backend.store.disk_shelf import DiskShelf
from backend.store.incoming import IncomingFile, Upload, open_upload, stale_uploads
from backend.store.lock import FileLock, StoreLock
from backend.store.shelf import Shelf

__all__ = ["DERIVED_BYTES", "VolumeStore"]

DERIVED_BYTES = 20 << 30
# Of copies whose records are asked for at a time.
_ASKED = 200
# A copy that is being made for so long is of a process that was killed.
_WRITING_SECONDS = 3600.0


class VolumeStore:
    """Keep files under their SHA-256 for as long as a record refers to them.

    What it promises: a name in the store always means a whole file on the disk; a file that no record refers to
    goes, even if the process that was to remove it is killed; a file that is uploaded once more while its last
    record is deleted stays.

    To that end every change is written into a journal first, taking a file in holds a shared lock until its record is
    committed, and removing files holds the lock alone while it asks which of them are still referred to.

    Several machines may share a shelf: then each has a folder of its own for what is on its way in, what it has copied
    and what it has derived, and the lock is one that all of them see.

    Args:
        data_dir: the folder that holds the state of this machine.
        referenced: gives those of some hashes that a committed record refers to.
        shelf: where the files lie; without one, in the same folder.
        lock: keeps those apart who change what is on the shelf; without one, the processes of this machine.
        derived_bytes: most bytes to keep of each kind of derived file.
    """

    def __init__(
        self,
        data_dir: Path,
        *,
        referenced: Callable[[Collection[str]], set[str]],
        shelf: Shelf | None = None,
        lock: StoreLock | None = None,
        derived_bytes: int = DERIVED_BYTES,
    ) -> None:
        folder = data_dir / "store"
        self._incoming = folder / "incoming"
        self._shelf: Shelf = shelf or DiskShelf(folder)
        self._lock: StoreLock = lock or FileLock(folder / "lock")
        self._referenced = referenced
        cache = data_dir / "cache"
        self.display = DerivedFiles(cache / "display", suffix=".npy", limit=derived_bytes)
        self.canonical = DerivedFiles(cache / "canonical", suffix=".nii.gz", limit=derived_bytes)

    def has(self, sha256: str) -> bool:
        """Tell whether there is a file."""
        return self._shelf.has(sha256)

    def local(self, sha256: str) -> Path:
        """Give a path of this machine at which a file can be read.

        Args:
            sha256: 64 hexadecimal digits, from a record.

        Raises:
            FileNotFoundError: there is no such file.
            OSError: the disk is full or broken, or the store does not answer.
        """
        return self._shelf.local(sha256)

    def open(self, sha256: str) -> AbstractContextManager[BinaryIO]:
        """Read a file as it lies there, not a copy of it.

        Raises:
            FileNotFoundError: there is no such file.
            OSError: the disk is broken, or the store does not answer.
        """
        return self._shelf.open(sha256)

    def check(self) -> None:
        """Raise OSError unless files can be kept."""
        make_directory(self._incoming)
        self._shelf.check()

    def upload(self) -> AbstractContextManager[Upload]:
        """Open a place for the files of one request; those that are not kept are gone when it closes."""
        make_directory(self._incoming)
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
            with self._lock.shared() as is_held:
                self._take(files)
                yield
                was_held = is_held()
            if not was_held:
                # The database went away and came back. Meanwhile somebody may have removed what had no record yet.
                with self.locked():
                    self._take(files)
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
        with self._lock.shared():
            yield

    def collect(self, hashes: Collection[str]) -> None:
        """Remove those of some files that no record refers to, and all that was derived from them."""
        if not hashes:
            return
        with self._lock.alone():
            for sha256 in set(hashes) - self._referenced(hashes):
                self._shelf.remove(sha256)
                self.display.remove(sha256)
                self.canonical.remove(sha256)

    def contents(self) -> Iterator[StoredFile]:
        """Yield everything that lies where uploaded volumes lie, whatever its name."""
        return self._shelf.contents()

    def clean(self) -> None:
        """Finish or undo what killed processes left half done; safe beside processes that are alive."""
        make_directory(self._incoming)
        for upload in stale_uploads(self._incoming):
            self.collect(upload.read_journal())
            upload.settle()
        with self._lock.alone():
            for derived in (self.display, self.canonical):
                derived.clean(older_than=0.0)
        for copies in self._shelf.caches:
            copies.clean(older_than=_WRITING_SECONDS)
        if self._shelf.caches:
            for derived in (self.display, self.canonical, *self._shelf.caches):
                self._forget(derived)

    def _forget(self, derived: DerivedFiles) -> None:
        """Remove what is left here of files that another machine has removed."""
        hashes = derived.hashes()
        while some := set(islice(hashes, _ASKED)):
            for sha256 in some - self._referenced(some):
                derived.remove(sha256)

    def _take(self, files: Iterable[IncomingFile]) -> None:
        for file in files:
            self._shelf.take(file.path, sha256=file.sha256)
