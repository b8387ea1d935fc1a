"""How gunicorn serves the web application; read by `gunicorn --config python:backend.gunicorn_settings`."""

from __future__ import annotations

import os
import shutil
import signal
import tempfile
import time
from typing import TYPE_CHECKING

from flask import Flask

from backend.logs import configure_logging
from backend.settings import Settings

if TYPE_CHECKING:
    from backend.store import VolumeStore

_TIDY_SECONDS = 3600.0
_settings = Settings.from_environment(os.environ)
configure_logging(_settings.log_level, style=_settings.log_format)
# Where the web processes keep their numbers for each other; its variable is read when the first number is made.
_numbers = tempfile.mkdtemp(prefix="neuroslice-metrics-")
os.environ["PROMETHEUS_MULTIPROC_DIR"] = _numbers

bind = f"{os.environ.get('HOST') or '127.0.0.1'}:{os.environ.get('PORT') or '8000'}"
wsgi_app = "backend.gunicorn_settings:make_app()"
worker_class = "backend.gunicorn_worker.SharingWorker"
workers = _settings.web_workers
threads = _settings.web_threads
# Imported once and shared; the application opens nothing before its first request.
preload_app = True
# Longer than browsers and proxies keep a connection between two actions of their user.
keepalive = 75
worker_connections = 512
# For a stuck process; threads that take in a long upload do not count.
timeout = 60
graceful_timeout = 5
# Nobody tells gunicorn who its client is; the application decides whom to believe (NEUROSLICE_BEHIND_PROXY).
forwarded_allow_ips = ""
loglevel = "warning"
logger_class = "backend.gunicorn_log.GunicornLog"
control_socket_disable = True


def make_app() -> Flask:
    """Make the application in gunicorn's first process."""
    from backend.app import create_app

    return create_app(_settings)


def on_exit(server: object) -> None:
    """Let go of the numbers, once nobody counts any more."""
    shutil.rmtree(_numbers, ignore_errors=True)


def worker_exit(server: object, worker: object) -> None:
    """Let a process that is on its way out go in peace: told once more to stop, it would say so with a traceback."""
    # Gunicorn's first process calls this too, for one that is gone already.
    if getattr(worker, "pid", None) != os.getpid():
        return
    for told in (signal.SIGINT, signal.SIGQUIT, signal.SIGTERM):
        signal.signal(told, signal.SIG_IGN)


def post_worker_init(worker: object) -> None:
    """Clean up after a process that was killed, when the one in its place starts; and every hour from then on."""
    import threading
    from typing import Any, cast

    from backend.services import EXTENSION, Services

    app = cast(Any, worker).app.callable
    made: Services = app.extensions[EXTENSION]
    _clean(made.store)
    # What another machine removes for good is to be gone from here too, however long this process runs.
    threading.Thread(target=_keep_clean, args=(made.store,), name="tidying", daemon=True).start()


def _clean(store: VolumeStore) -> None:
    import logging

    from sqlalchemy.exc import SQLAlchemyError

    try:
        store.clean()
    except (OSError, SQLAlchemyError) as error:
        # The next time may go better; nothing is lost by files that stay a little longer.
        logging.getLogger(__name__).warning("the store was not cleaned (%s)", type(error).__name__)


def _keep_clean(store: VolumeStore) -> None:
    while True:
        time.sleep(_TIDY_SECONDS)
        _clean(store)
