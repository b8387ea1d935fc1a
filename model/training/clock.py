"""Time spent training, validations left out."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager


class Clock:
    """Count seconds from a start value.

    Args:
        seconds: What earlier parts of the run took.
    """

    def __init__(self, seconds: float = 0.0) -> None:
        self._start = time.monotonic() - seconds

    @property
    def seconds(self) -> float:
        """Seconds counted so far."""
        return time.monotonic() - self._start

    @contextmanager
    def stopped(self) -> Iterator[None]:
        """Leave out what happens inside."""
        before = time.monotonic()
        try:
            yield
        finally:
            self._start += time.monotonic() - before
