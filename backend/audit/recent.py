"""Remember what was recorded a moment ago, so that going on with it is not recorded again."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock, RLock

__all__ = ["Recent"]

# Silent for so long, and the next look counts as another one.
PAUSE_SECONDS = 15 * 60.0
MOST = 20_000


class Recent:
    """Do something once for each run of equal things.

    Each process has its own: what two processes see is recorded twice, which is better than not at all.

    Args:
        pause: seconds without a thing after which it is new again.
        clock: gives the time in seconds; it never goes back.
    """

    def __init__(self, *, pause: float = PAUSE_SECONDS, clock: Callable[[], float] = time.monotonic) -> None:
        self._pause = pause
        self._clock = clock
        self._seen: OrderedDict[Hashable, float] = OrderedDict()
        self._lock = Lock()
        self._recording = RLock()

    def once(self, key: Hashable, record: Callable[[], object]) -> None:
        """Call `record` unless the same was recorded and has gone on since; if it raises, nothing is remembered."""
        if self._goes_on(key):
            return
        # One at a time, so that the first slices of a study, which come together, are one view. What records one thing
        # may find that it is part of another.
        with self._recording:
            if self._goes_on(key):
                return
            record()
            with self._lock:
                self._seen[key] = self._clock()
                while len(self._seen) > MOST:
                    self._seen.popitem(last=False)

    def _goes_on(self, key: Hashable) -> bool:
        now = self._clock()
        with self._lock:
            last = self._seen.get(key)
            if last is None or now - last > self._pause:
                return False
            self._seen[key] = now
            self._seen.move_to_end(key)
            return True
