"""The decompressed bytes of a file, counted, at bounded memory."""

from __future__ import annotations

import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, cast

from isal import igzip, isal_zlib

from model.errors import VolumeError

__all__ = ["ByteStream", "is_compressed"]

_GZIP_MAGIC = b"\x1f\x8b"
_CHUNK = 1 << 18
_DAMAGED = (igzip.BadGzipFile, cast(type[Exception], isal_zlib.error), zlib.error)


class ByteStream:
    """Read a plain or gzip-compressed file forwards.

    Compression is told from the first bytes, since names lie. Nothing is decompressed further than was asked for,
    so that a gzip bomb is refused after `max_bytes` and never held in memory.

    Args:
        path: the file.
        max_bytes: most bytes to hand out.
    """

    def __init__(self, path: Path, *, max_bytes: int) -> None:
        self._max_bytes = max_bytes
        self._count = 0
        self._raw = path.open("rb")
        self._file: BinaryIO = self._raw
        if is_compressed(path):
            self._file = cast(BinaryIO, igzip.IGzipFile(fileobj=self._raw, mode="rb"))  # type: ignore[no-untyped-call]

    def __enter__(self) -> ByteStream:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()
        self._raw.close()

    @property
    def count(self) -> int:
        """How many bytes have been read."""
        return self._count

    def read(self, size: int) -> bytes:
        """Read up to `size` bytes; fewer only at the end.

        Raises:
            VolumeError: if the compressed data are damaged or more than `max_bytes`.
        """
        parts = []
        while size > 0 and (part := self._next(min(size, _CHUNK))):
            parts.append(part)
            size -= len(part)
        return b"".join(parts)

    def fill(self, buffer: memoryview) -> int:
        """Read into a buffer until it is full or the file ends, and give the number of bytes.

        Raises:
            VolumeError: if the compressed data are damaged or more than `max_bytes`.
        """
        done = 0
        while done < len(buffer) and (part := self._next(min(len(buffer) - done, _CHUNK))):
            buffer[done : done + len(part)] = part
            done += len(part)
        return done

    def skip(self, size: int) -> int:
        """Read past `size` bytes, or to the end, and give the number of bytes.

        Raises:
            VolumeError: if the compressed data are damaged or more than `max_bytes`.
        """
        done = 0
        while done < size and (part := self._next(min(size - done, _CHUNK))):
            done += len(part)
        return done

    def finish(self) -> None:
        """Read to the end, which is where a compressed file keeps its checksum.

        Raises:
            VolumeError: if the compressed data are damaged or more than `max_bytes`.
        """
        while self._next(_CHUNK):
            pass

    def _next(self, size: int) -> bytes:
        with _in_words():
            part = self._file.read(size)
        self._count += len(part)
        if self._count > self._max_bytes:
            raise VolumeError(
                f"The file is too large: decompressed it has more than {self._max_bytes / (1 << 20):g} MiB, "
                "the most that is accepted."
            )
        return part


def is_compressed(path: Path) -> bool:
    """Tell from its first bytes, since names lie, whether a file is compressed."""
    with path.open("rb") as file:
        return file.read(len(_GZIP_MAGIC)) == _GZIP_MAGIC


@contextmanager
def _in_words() -> Iterator[None]:
    """Say in words what a decompressor says in codes; errors of the disk pass through."""
    try:
        yield
    except EOFError as error:
        raise VolumeError(
            "The file is cut off: its compressed data end too early. Copy or export it again from the original."
        ) from error
    except _DAMAGED as error:
        raise VolumeError(
            "The file is damaged: its compressed data do not match their checksum. "
            "Copy or export it again from the original."
        ) from error
