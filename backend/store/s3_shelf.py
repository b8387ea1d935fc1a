"""Files in a bucket of an S3-compatible store."""

from __future__ import annotations

import errno
import os
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any, BinaryIO, cast

from backend.errors import StoreAway
from backend.store.contents import StoredFile, hash_stream, promised_hash
from backend.store.derived import DerivedFiles
from backend.store.s3_address import S3Address

__all__ = ["S3Shelf"]

_BLOCK = 8 << 20
# Of two tries each, several of which make a call: a store that is away is noticed within seconds, not minutes.
_CLIENT = {"connect_timeout": 3, "read_timeout": 30, "retries": {"mode": "standard", "max_attempts": 2}}


class S3Shelf:
    """Keep files in a bucket, under the same names as on a disk; a `Shelf`.

    An object has its name once all of it is stored, and is read by machines that have never seen it before; what is
    read by path is copied to this machine's disk first, and stays there for the next time.

    Args:
        address: of the bucket, which exists.
        key: name of who may use it; empty for what the machine itself is set up with.
        secret: of that key.
        copies: where files lie that were copied to this machine.
    """

    def __init__(self, address: S3Address, *, key: str, secret: str, copies: DerivedFiles) -> None:
        self._address = address
        self._key = key
        self._secret = secret
        self._copies = copies
        self._root = f"{address.bucket}/{address.folder}" if address.folder else address.bucket

    @property
    def caches(self) -> Collection[DerivedFiles]:
        """What was copied to this machine."""
        return (self._copies,)

    def take(self, file: Path, *, sha256: str) -> None:
        """Copy a file into the bucket; it stays where it is."""
        with _answering():
            try:
                there = self._files.info(self._name(sha256))["size"]
            except FileNotFoundError:
                there = None
            if there != file.stat().st_size:
                self._files.put_file(str(file), self._name(sha256))

    def has(self, sha256: str) -> bool:
        """Tell whether there is a file."""
        with _answering():
            return bool(self._files.exists(self._name(sha256)))

    def local(self, sha256: str) -> Path:
        """Copy a file to this machine, if it has no copy yet, and compare the copy with its hash."""
        return self._copies.find(sha256) or self._copies.make(sha256, lambda path: self._copy(sha256, path))

    @contextmanager
    def open(self, sha256: str) -> Iterator[BinaryIO]:
        """Read a file block by block."""
        with _answering(), self._files.open(self._name(sha256), "rb", block_size=_BLOCK) as file:
            yield cast(BinaryIO, file)

    def remove(self, sha256: str) -> None:
        """Remove a file, if it is there, and the copy of it on this machine."""
        with _answering():
            self._files.rm_file(self._name(sha256))
        self._copies.remove(sha256)

    def contents(self) -> Iterator[StoredFile]:
        """Yield everything that lies where files lie, whatever its name."""
        # Folder by folder, so that a large bucket is never listed as a whole.
        for number in range(256):
            with _answering():
                found = self._files.find(f"{self._root}/{number:02x}/", detail=True)
            for path, about in sorted(found.items()):
                name = path.removeprefix(f"{self._root}/")
                yield StoredFile(name, promised_hash(name), about["LastModified"].timestamp())

    def check(self) -> None:
        """Ask for the bucket."""
        with _answering():
            self._files.call_s3("head_bucket", Bucket=self._address.bucket)

    def _name(self, sha256: str) -> str:
        return f"{self._root}/{sha256[:2]}/{sha256}"

    def _copy(self, sha256: str, path: Path) -> None:
        try:
            with _answering():
                self._files.get_file(self._name(sha256), str(path))
        except FileNotFoundError as error:
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), sha256) from error
        with path.open("rb") as copy:
            if hash_stream(copy) != sha256:
                raise OSError(errno.EIO, "what came from the store is not what was put there", sha256)

    @cached_property
    def _files(self) -> Any:
        # Its client runs in a thread, which does not survive a fork: it is made when it is first used.
        import s3fs

        return s3fs.S3FileSystem(
            key=self._key or None,
            secret=self._secret or None,
            endpoint_url=self._address.endpoint or None,
            client_kwargs={"region_name": self._address.region} if self._address.region else {},
            config_kwargs=_CLIENT,
            # What was there a moment ago may be gone now, by another machine.
            use_listings_cache=False,
            skip_instance_cache=True,
        )


@contextmanager
def _answering() -> Iterator[None]:
    """Turn what the client says of a store that does not answer into an error of the system."""
    from aiohttp import ClientError
    from botocore.exceptions import BotoCoreError

    try:
        yield
    except (BotoCoreError, ClientError) as error:
        raise StoreAway("The store of the volumes does not answer. Please try again in a moment.") from error
