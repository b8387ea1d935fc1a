"""A web process that leaves new connections to whichever of its siblings holds the fewest."""

from __future__ import annotations

import time
from socket import socket
from typing import Any

from gunicorn.workers.gthread import ThreadWorker

__all__ = ["SharingWorker"]

_WAIT_PER_CONNECTION = 0.001
_LONGEST_WAIT = 0.008
_NOTIFY_SECONDS = 1.0


class SharingWorker(ThreadWorker):  # type: ignore[misc]  # gunicorn says nothing of its types
    """Wait before a connection is taken, the longer the more are open here.

    All processes are woken by a new connection. Browsers open six at once and keep them: the first process that wakes
    would take them all and answer with one processor, while the others have nothing to do.
    """

    _notified = float("-inf")

    def accept(self, listener: socket) -> Any:
        """Take the next connection, unless a process with fewer of them has taken it meanwhile."""
        time.sleep(min(self.nr_conns * _WAIT_PER_CONNECTION, _LONGEST_WAIT))
        return super().accept(listener)

    def notify(self) -> None:
        """Tell the arbiter that this process lives: once a second is plenty, and with every request it is felt."""
        now = time.monotonic()
        if now - self._notified >= _NOTIFY_SECONDS:
            self._notified = now
            super().notify()
