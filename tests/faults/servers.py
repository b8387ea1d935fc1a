"""Servers that are killed and started again on the same port with the same files."""

from __future__ import annotations

import os
import secrets
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import redis
from sqlalchemy import URL, create_engine
from sqlalchemy.exc import OperationalError

from tests.support.patience import until
from tests.support.product import free_port

__all__ = ["Server", "mariadb", "redis_without_memory", "running"]


class Server:
    """A server process.

    Args:
        command: starts it.
        answers: says whether it does.
        url: where.
    """

    def __init__(self, command: list[str], *, answers: Callable[[], bool], url: str) -> None:
        self.url = url
        self._command = command
        self._answers = answers
        self._process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        """Start it and wait until it answers."""
        self._process = subprocess.Popen(self._command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        until(self._answers, what=f"{self._command[0]} did not start")

    def kill(self) -> None:
        """Kill it without a word."""
        self.signal(signal.SIGKILL)
        self.wait()

    def stop(self) -> None:
        """Ask it to stop, as whoever looks after the machine does, and wait until it has."""
        self.signal(signal.SIGTERM)
        self.wait()

    def signal(self, number: signal.Signals) -> None:
        """Send it a signal, and wait for nothing."""
        if self._process is not None:
            self._process.send_signal(number)

    def wait(self) -> None:
        """Wait until it has ended."""
        if self._process is not None:
            self._process.wait()


@contextmanager
def running(server: Server) -> Iterator[Server]:
    """Start a server, and kill it at the end."""
    server.start()
    try:
        yield server
    finally:
        server.kill()


def mariadb(folder: Path) -> Server:
    """Make a MariaDB server that keeps what it has said it keeps."""
    data, init, port, password = folder / "data", folder / "init.sql", free_port(), secrets.token_hex(16)
    user = ["--user=root"] if os.geteuid() == 0 else []
    folder.mkdir(parents=True)
    install = ["mariadb-install-db", "--no-defaults", f"--datadir={data}", "--skip-test-db", *user]
    subprocess.run(install, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    init.write_text(
        "CREATE DATABASE IF NOT EXISTS neuroslice;\n"
        f"CREATE OR REPLACE USER 'neuroslice'@'127.0.0.1' IDENTIFIED BY '{password}';\n"
        "GRANT ALL ON neuroslice.* TO 'neuroslice'@'127.0.0.1';\n"
    )
    command = ["mariadbd", "--no-defaults", *user, f"--datadir={data}", f"--socket={folder / 's'}"]
    command += [f"--pid-file={folder / 'pid'}", f"--init-file={init}", "--bind-address=127.0.0.1", f"--port={port}"]
    command += ["--skip-name-resolve", "--skip-log-bin", "--innodb-buffer-pool-size=64M"]
    url = URL.create("mysql+pymysql", "neuroslice", password, "127.0.0.1", port, "neuroslice")
    engine = create_engine(url)

    def answers() -> bool:
        try:
            engine.connect().close()
        except OperationalError:
            return False
        engine.dispose()
        return True

    return Server(command, answers=answers, url=url.render_as_string(hide_password=False))


def redis_without_memory(folder: Path) -> Server:
    """Make a Redis server that forgets everything when it ends."""
    folder.mkdir(parents=True)
    port = free_port()
    command = ["redis-server", "--port", str(port), "--bind", "127.0.0.1", "--dir", str(folder), "--save", ""]
    url = f"redis://127.0.0.1:{port}/0"

    def answers() -> bool:
        try:
            with redis.Redis.from_url(url) as client:
                return bool(client.ping())
        except redis.ConnectionError:
            return False

    return Server(command, answers=answers, url=url)
