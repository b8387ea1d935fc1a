"""The Celery worker: forks, loads the network, takes jobs."""

from __future__ import annotations

import logging
import mmap
import os
import socket
import warnings
from datetime import timedelta
from functools import partial
from typing import Any

from celery import Celery, signals
from celery.exceptions import SecurityWarning

from backend.images.records import referenced_hashes
from backend.jobs.broker import SEGMENT, make_celery
from backend.jobs.execute import JobRunner
from backend.jobs.housekeeping import Housekeeping
from backend.jobs.messages import JobMessages
from backend.jobs.segmenters import Segmenters
from backend.jobs.sweep import Sweeper
from backend.logs import configure_logging, log_context
from backend.processes import signal_on_parent_death
from backend.settings import Settings
from backend.store.chosen import make_store
from backend.studies.purge import Purge
from db.session import SessionFactory, make_engine
from model.errors import ModelUnavailable
from model.tasks import load_tasks

__all__ = ["run_worker"]

logger = logging.getLogger(__name__)


def run_worker(settings: Settings) -> int:
    """Work until told to stop; give the exit status.

    SIGTERM and SIGINT stop it within seconds: a job that runs goes back to the queue.
    """
    configure_logging(settings.log_level, style=settings.log_format)
    # What TensorFlow says of its processor is of no use here; it reads this when it is imported.
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    # Celery warns of a superuser who reads pickles; this app reads JSON alone.
    warnings.filterwarnings("ignore", category=SecurityWarning)
    celery = make_celery(settings)
    stopping = StopFlag()
    process = WorkerProcess(settings, celery=celery, stopping=stopping)

    @celery.task(name=SEGMENT)  # type: ignore[untyped-decorator]
    def segment(job_id: int, request_id: str | None = None) -> None:
        with log_context(job_id=job_id, request_id=request_id):
            process.run(job_id)

    signals.setup_logging.connect(_keep_logging, weak=False)
    signals.worker_shutting_down.connect(stopping.on_signal, weak=False)
    signals.worker_process_init.connect(process.start, weak=False)
    signals.worker_process_shutdown.connect(process.stop, weak=False)
    worker = celery.Worker(
        pool_cls="prefork",
        hostname=f"neuroslice@{socket.gethostname()}-{os.getpid()}",
        concurrency=settings.worker_concurrency,
        quiet=True,
        without_gossip=True,
        without_mingle=True,
        without_heartbeat=True,
    )
    worker.start()
    return int(worker.exitcode or 0)


class StopFlag:
    """Say to the forked processes that the worker is to stop; one byte of memory that they share with their parent."""

    def __init__(self) -> None:
        self._memory = mmap.mmap(-1, 1)

    def __call__(self) -> bool:
        """Tell whether the worker is to stop."""
        return self._memory[0] != 0

    def on_signal(self, **_: Any) -> None:
        """Raise the flag; called by Celery when a signal says so."""
        self._memory[0] = 1


class WorkerProcess:
    """Hold what a forked process works with; all of it is made after the fork.

    Args:
        settings: of the installation.
        celery: sends messages.
        stopping: says whether the worker is to stop.
    """

    def __init__(self, settings: Settings, *, celery: Celery, stopping: StopFlag) -> None:
        self._settings = settings
        self._celery = celery
        self._stopping = stopping
        self._segmenters = Segmenters(settings)

    def start(self, **_: Any) -> None:
        """Open the database, sweep, and load the networks; called by Celery after the fork."""
        # Celery has the kernel kill this process when the thread that forked it ends, which for a process that took
        # another's place is before its job could be given back. Housekeeping looks after its parent instead.
        signal_on_parent_death(0)
        if self._stopping():
            return
        name = f"{socket.gethostname()}:{os.getpid()}"
        database = SessionFactory(make_engine(self._settings.database_url))
        messages = JobMessages(self._celery, database=database)
        store = make_store(self._settings, database=database, referenced=partial(referenced_hashes, database))
        self._housekeeping = Housekeeping(
            database,
            settings=self._settings,
            worker=name,
            sweeper=Sweeper(database, settings=self._settings, send=messages.send),
            purge=Purge(database, store=store, grace=timedelta(days=self._settings.deletion_grace_days)).run,
            tidy=store.clean,
            stopping=self._stopping,
        )
        self._runner = JobRunner(
            database,
            store=store,
            settings=self._settings,
            worker=name,
            segmenter=self._segmenters,
            stopping=self._stopping,
            leave=self._housekeeping.stop,
        )
        self._housekeeping.start()
        try:
            loaded = [self._segmenters(task) for task in load_tasks()]
        except ModelUnavailable as error:
            # Jobs will say so to those who wait for them, and `/api/ready` that no worker is ready.
            logger.error("the network is not available: %s", error)
            return
        finally:
            self._housekeeping.end_of_loading()
        self._housekeeping.report_ready(model_name=loaded[0].name, model_sha256=loaded[0].sha256)
        logger.info("%s: ready, %s on %s", name, ", ".join(each.name for each in loaded), loaded[0].runtime)

    def run(self, job_id: int) -> None:
        """Run a job."""
        self._runner.run(job_id)

    def stop(self, **_: Any) -> None:
        """Say that this process is gone; called by Celery when it ends."""
        if hasattr(self, "_housekeeping"):
            self._housekeeping.stop()


def _keep_logging(**_: Any) -> None:
    """Keep Celery from setting logging up in its own way."""
