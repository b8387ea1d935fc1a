"""Ask everything that this installation depends on whether it is there."""

from __future__ import annotations

import logging
import os
import tempfile
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

from sqlalchemy import select

from backend.errors import FieldError
from backend.settings import Settings
from backend.store import VolumeStore
from db.clock import near, shared_now
from db.models import Worker
from db.revision import is_current
from db.session import SessionFactory

__all__ = ["HealthService"]

logger = logging.getLogger(__name__)

BROKER_TIMEOUT_SECONDS = 2.0


class HealthService:
    """Check database, store, broker and workers.

    Args:
        database: to be asked, and where workers say that they live.
        store: of the volumes.
        settings: where everything is.
    """

    def __init__(self, database: SessionFactory, *, store: VolumeStore, settings: Settings) -> None:
        self._database = database
        self._store = store
        self._settings = settings

    def failures(self) -> list[FieldError]:
        """Name what does not work; empty when everything does."""
        checks: dict[str, tuple[Callable[[], bool], str]] = {
            "database": (self._database_answers, "The database does not answer or is not migrated."),
            "store": (self._store_is_writable, "The store cannot be written to."),
            "broker": (self._broker_answers, "The broker does not answer."),
            "worker": (self._worker_is_alive, "No worker has its network loaded."),
        }
        return [FieldError(name, message) for name, (check, message) in checks.items() if not _passes(check, name=name)]

    def _database_answers(self) -> bool:
        return is_current(self._database.engine)

    def _store_is_writable(self) -> bool:
        with tempfile.TemporaryFile(dir=self._settings.data_dir) as file:
            file.write(b"NeuroSlice")
        self._store.check()
        return True

    def _broker_answers(self) -> bool:
        url = self._settings.broker_url
        scheme, _, path = url.partition("://")
        if scheme == "filesystem":
            folder = Path(path)
            # The folder is made with the first message; until then its parent counts.
            return os.access(folder if folder.exists() else folder.parent, os.W_OK)
        import redis

        timeout = BROKER_TIMEOUT_SECONDS
        with redis.Redis.from_url(url, socket_timeout=timeout, socket_connect_timeout=timeout) as client:
            return bool(client.ping())

    def _worker_is_alive(self) -> bool:
        span = timedelta(seconds=self._settings.lease_seconds)
        with self._database.read() as session:
            alive = near(Worker.seen_at, now=shared_now(session), span=span)
            return session.scalar(select(Worker.id).where(alive).limit(1)) is not None


def _passes(check: Callable[[], bool], *, name: str) -> bool:
    try:
        return check()
    except Exception as error:  # whatever it is, the check has failed
        logger.warning("not ready: %s (%s)", name, type(error).__qualname__)
        return False
