"""What a worker process does beside its jobs: say that it lives, sweep, and end with its parent."""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable

from sqlalchemy import delete, update
from sqlalchemy.exc import SQLAlchemyError

from backend.jobs.ledger import changed
from backend.jobs.sweep import Sweeper
from backend.settings import Settings
from db.clock import shared_now
from db.models import Worker
from db.session import SessionFactory

__all__ = ["Housekeeping"]

logger = logging.getLogger(__name__)

_PURGE_SECONDS = 60.0
_TIDY_SECONDS = 3600.0


class Housekeeping:
    """Run beside the jobs of one process, in a thread.

    Args:
        database: where workers and jobs are.
        settings: how often to do what.
        worker: name of this process.
        sweeper: sweeps.
        purge: removes for good what was deleted long enough ago.
        tidy: removes what is left on this machine of what other processes or machines did not end or have removed.
        stopping: says whether the worker is to stop.
    """

    def __init__(
        self,
        database: SessionFactory,
        *,
        settings: Settings,
        worker: str,
        sweeper: Sweeper,
        purge: Callable[[], object],
        tidy: Callable[[], object],
        stopping: Callable[[], bool],
    ) -> None:
        self._database = database
        self._settings = settings
        self._worker = worker
        self._sweeper = sweeper
        self._purge = purge
        self._tidy = tidy
        self._stopping = stopping
        self._loading = True
        self._model: tuple[str, str] | None = None
        self._parent = os.getppid()
        self._done = threading.Event()
        self._thread = threading.Thread(target=self._run, name="housekeeping", daemon=True)

    def start(self) -> None:
        """Begin, with a sweep."""
        self._thread.start()

    def end_of_loading(self) -> None:
        """Say that this process takes jobs from now on."""
        self._loading = False

    def report_ready(self, *, model_name: str, model_sha256: str) -> None:
        """Say from now on that this process has its network loaded."""
        self._model = (model_name, model_sha256)
        self._try(self._beat)

    def stop(self) -> None:
        """End, and say that this process is gone."""
        self._done.set()
        self._thread.join()
        self._try(self._leave)

    def _run(self) -> None:
        next_beat = next_sweep = next_purge = next_tidy = 0.0
        pause = min(self._settings.heartbeat_seconds, self._settings.sweep_seconds, 1.0)
        while True:
            if os.getppid() != self._parent:
                # Nobody sends jobs any more. A job that runs waits again once its lease has run out.
                os._exit(1)
            if self._loading and self._stopping():
                # Loading a network takes seconds and cannot be interrupted in another way; there is no job yet.
                os._exit(0)
            now = time.monotonic()
            if now >= next_beat:
                next_beat = now + self._settings.heartbeat_seconds
                self._try(self._beat)
            if now >= next_sweep:
                next_sweep = now + self._settings.sweep_seconds
                self._try(self._sweeper.sweep)
            if now >= next_purge and not self._loading:
                next_purge = now + _PURGE_SECONDS
                self._try(self._purge)
            if now >= next_tidy and not self._loading:
                next_tidy = now + _TIDY_SECONDS
                self._try(self._tidy)
            if self._done.wait(pause):
                return

    def _beat(self) -> None:
        if self._model is None:
            return
        name, sha256 = self._model
        with self._database.write() as session:
            signs = {"seen_at": shared_now(session), "model_name": name, "model_sha256": sha256}
            if changed(session, update(Worker).where(Worker.name == self._worker).values(signs)) == 0:
                session.add(Worker(name=self._worker, **signs))

    def _leave(self) -> None:
        with self._database.write() as session:
            session.execute(delete(Worker).where(Worker.name == self._worker))

    def _try(self, action: Callable[[], object]) -> None:
        try:
            action()
        except (SQLAlchemyError, OSError) as error:
            # The next time may go better.
            logger.warning("%s: the database or the disk does not answer (%s)", self._worker, type(error).__name__)
