"""A cache that counts bytes."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from typing import Generic, TypeVar

__all__ = ["ByteLimitedCache"]

Key = TypeVar("Key", bound=Hashable)
Value = TypeVar("Value")


class ByteLimitedCache(Generic[Key, Value]):
    """Keep what was used last, up to a number of bytes; threads may share it.

    Args:
        limit: most bytes to keep. Something larger than that is never kept.
    """

    def __init__(self, *, limit: int) -> None:
        self._limit = limit
        self._lock = threading.Lock()
        self._entries: OrderedDict[Key, tuple[Value, int]] = OrderedDict()
        self._bytes = 0
        # Of those that are being made, with how many threads each concerns.
        self._makers: dict[Key, tuple[threading.Lock, int]] = {}

    def get(self, key: Key) -> Value | None:
        """Give what is kept under a key, or None."""
        with self._lock:
            entry = self._entries.get(key)
            if entry is None:
                return None
            self._entries.move_to_end(key)
            return entry[0]

    def put(self, key: Key, value: Value, *, size: int) -> None:
        """Keep something, and drop what was not used for longest.

        Args:
            size: its bytes.
        """
        with self._lock:
            self._drop(key)
            self._entries[key] = (value, size)
            self._bytes += size
            while self._bytes > self._limit:
                self._drop(next(iter(self._entries)))

    def get_or_make(self, key: Key, *, make: Callable[[], Value], size: Callable[[Value], int]) -> Value:
        """Give what is kept under a key, else make it: one thread does, and all that ask meanwhile wait for it.

        Args:
            make: called without any lock but that of the key; what it raises is passed on, and the next one tries.
            size: gives the bytes of what was made.
        """
        known = self.get(key)
        if known is not None:
            return known
        with self._alone(key):
            known = self.get(key)
            if known is None:
                known = make()
                self.put(key, known, size=size(known))
            return known

    @contextmanager
    def _alone(self, key: Key) -> Iterator[None]:
        with self._lock:
            lock, concerned = self._makers.get(key, (threading.Lock(), 0))
            self._makers[key] = (lock, concerned + 1)
        try:
            with lock:
                yield
        finally:
            with self._lock:
                lock, concerned = self._makers.pop(key)
                if concerned > 1:
                    self._makers[key] = (lock, concerned - 1)

    def drop(self, key: Key) -> None:
        """Forget what is kept under a key."""
        with self._lock:
            self._drop(key)

    def _drop(self, key: Key) -> None:
        entry = self._entries.pop(key, None)
        if entry is not None:
            self._bytes -= entry[1]
