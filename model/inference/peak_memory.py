"""The most memory that was held while something ran."""

from __future__ import annotations

import threading
from types import TracebackType

from model.inference.available_memory import resident_bytes

_SECONDS = 0.002


class PeakMemory:
    """Watch this process's resident memory from a thread, as a context.

    The kernel's own high-water mark covers the whole life of a process, and most of that was not of interest.

    Attributes:
        before: Bytes held at the start.
        peak: The most bytes that were held since.
    """

    def __init__(self) -> None:
        self._ended = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="peak-memory", daemon=True)
        self.before = self.peak = 0

    def __enter__(self) -> PeakMemory:
        self.before = self.peak = resident_bytes()
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._ended.set()
        self._thread.join()
        self.peak = max(self.peak, resident_bytes())

    @property
    def growth(self) -> int:
        """Bytes by which memory grew at most."""
        return self.peak - self.before

    def _watch(self) -> None:
        while not self._ended.wait(_SECONDS):
            self.peak = max(self.peak, resident_bytes())
