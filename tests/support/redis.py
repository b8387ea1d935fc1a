"""A private Redis server, for as long as the tests run."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager

import redis

from tests.support.mariadb import MissingServerError
from tests.support.patience import PATIENCE_SECONDS
from tests.support.product import free_port

__all__ = ["redis_server"]


@contextmanager
def redis_server() -> Iterator[str]:
    """Start a server on a free port that keeps nothing; give its URL.

    Raises:
        MissingServerError: it is not installed.
        TimeoutError: it did not start.
    """
    if shutil.which("redis-server") is None:
        raise MissingServerError("redis-server is not installed; `make test-deps` installs it.")
    folder = tempfile.mkdtemp(prefix="neuroslice-redis-")
    port = free_port()
    command = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--dir", folder]
    process = subprocess.Popen([*command, "--save", "", "--appendonly", "no"], stdout=subprocess.DEVNULL)
    url = f"redis://127.0.0.1:{port}/0"
    try:
        _wait(url)
        yield url
    finally:
        process.terminate()
        process.wait(timeout=PATIENCE_SECONDS)
        shutil.rmtree(folder, ignore_errors=True)


def _wait(url: str) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    with redis.Redis.from_url(url) as client:
        while time.monotonic() < deadline:
            try:
                client.ping()
            except redis.ConnectionError:
                time.sleep(0.05)
            else:
                return
    raise TimeoutError("redis-server did not start")
