"""Messages as files in a folder, for an installation that has no Redis.

Kombu has such a transport, but it shows a message to readers before it is written, which ends the worker that meets
half of one, takes messages by way of the system's temporary folder, and keeps a table of queues in a file that is read
while it is written. Only these steps are replaced.
"""

from __future__ import annotations

import json
import os
import time
import uuid
from pathlib import Path
from queue import Empty
from typing import Any

from kombu.transport import filesystem

__all__ = ["Channel", "Transport"]

_PATIENCE_SECONDS = 0.3


class Channel(filesystem.Channel):
    """Write and take messages by renaming files, which either happens or does not.

    An exchange has one queue, of its own name and with that name as its routing key, as in Celery's default set-up.
    """

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)  # type: ignore[no-untyped-call]
        Path(self.data_folder_in).mkdir(parents=True, exist_ok=True, mode=0o700)

    def get_table(self, exchange: str) -> list[filesystem.exchange_queue_t]:
        """Give the routes of an exchange."""
        return [filesystem.exchange_queue_t(exchange, "", exchange)]

    def _queue_bind(self, exchange: str, routing_key: str, pattern: str, queue: str) -> None:
        if not exchange == routing_key == queue:
            raise ValueError(f"expected one name for all three. Received: {exchange}, {routing_key}, {queue}")

    def _put(  # type: ignore[override]
        self, queue: str, payload: Any, **options: Any
    ) -> None:
        folder = Path(self.data_folder_out)
        name = f"{time.time_ns():020d}-{uuid.uuid4().hex}.{queue}"
        temporary = folder / f"{name}.new"
        temporary.write_text(json.dumps(payload), encoding="utf-8")
        os.replace(temporary, folder / f"{name}.msg")

    def _get(self, queue: str, timeout: float | None = None) -> Any:
        folder = Path(self.data_folder_in)
        for name in sorted(os.listdir(folder)):
            if not name.endswith(f".{queue}.msg"):
                continue
            # The pid keeps two workers apart that see the same file: one rename wins.
            taken = folder / f"{name}.{os.getpid()}.taken"
            try:
                os.rename(folder / name, taken)
            except FileNotFoundError:
                continue
            content = taken.read_text(encoding="utf-8")
            taken.unlink()
            return json.loads(content)
        raise Empty


class Transport(filesystem.Transport):
    """Kombu's transport with the channel above."""

    Channel = Channel

    def drain_events(  # type: ignore[override]
        self, connection: Any, timeout: float | None = None
    ) -> None:
        """Wait for a message; not for long, since a worker looks between two waits whether it is to stop."""
        patience = _PATIENCE_SECONDS if timeout is None else min(timeout, _PATIENCE_SECONDS)
        super().drain_events(connection, timeout=patience)  # type: ignore[no-untyped-call]
