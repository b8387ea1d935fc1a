"""Who may change the store at the same time."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol

from backend.store.disk import file_lock

__all__ = ["FileLock", "StoreLock"]


class StoreLock(Protocol):
    """Let any number hold it together, or one alone; whoever dies lets go."""

    def shared(self) -> AbstractContextManager[Callable[[], bool]]:
        """Hold it together with others; the body can ask whether it was held without a break until then."""

    def alone(self) -> AbstractContextManager[None]:
        """Hold it while nobody else does."""


class FileLock:
    """Hold the kernel's lock on a file, which all processes of a machine see; a `StoreLock`.

    Args:
        path: a file that is there for this alone; its folder is made with it.
    """

    def __init__(self, path: Path) -> None:
        self._path = path

    @contextmanager
    def shared(self) -> Iterator[Callable[[], bool]]:
        """Hold it together with others; the kernel takes it from nobody."""
        self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with file_lock(self._path, shared=True):
            yield lambda: True

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold it while nobody else does."""
        self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        with file_lock(self._path):
            yield
