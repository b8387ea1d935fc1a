"""A private MariaDB server, for as long as the tests run."""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, create_engine
from sqlalchemy.exc import OperationalError

from tests.support.patience import PATIENCE_SECONDS
from tests.support.product import free_port

USER = "neuroslice"


class MissingServerError(Exception):
    """The tests' MySQL server is not installed."""


@contextmanager
def mariadb_server() -> Iterator[URL]:
    """Start a server on a free port with its own folder; give the URL, without a database, of a user who may do all.

    Raises:
        MissingServerError: it is not installed.
        TimeoutError: it did not start; the message holds its log.
    """
    if shutil.which("mariadbd") is None or shutil.which("mariadb-install-db") is None:
        raise MissingServerError("mariadbd is not installed; `make test-deps` installs it (Debian: mariadb-server).")
    # Not pytest's own folder: a socket's path has at most 107 characters.
    folder = Path(tempfile.mkdtemp(prefix="neuroslice-mariadb-"))
    password = secrets.token_hex(16)
    try:
        process, url = _start(folder, password=password)
        try:
            yield url
        finally:
            process.terminate()
            process.wait(timeout=PATIENCE_SECONDS)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _start(folder: Path, *, password: str) -> tuple[subprocess.Popen[bytes], URL]:
    data, log, init = folder / "data", folder / "log", folder / "init.sql"
    # As root it would drop to another user, who may not read this folder.
    user = ["--user=root"] if os.geteuid() == 0 else []
    subprocess.run(
        ["mariadb-install-db", "--no-defaults", f"--datadir={data}", "--skip-test-db", *user],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    init.write_text(
        f"CREATE OR REPLACE USER '{USER}'@'127.0.0.1' IDENTIFIED BY '{password}';\n"
        f"GRANT ALL ON *.* TO '{USER}'@'127.0.0.1' WITH GRANT OPTION;\n"
    )
    port = free_port()
    with log.open("wb") as output:
        process = subprocess.Popen(
            [
                "mariadbd",
                "--no-defaults",
                *user,
                f"--datadir={data}",
                f"--socket={folder / 'socket'}",
                f"--pid-file={folder / 'pid'}",
                f"--init-file={init}",
                "--bind-address=127.0.0.1",
                f"--port={port}",
                "--skip-name-resolve",
                "--skip-log-bin",
                "--innodb-buffer-pool-size=64M",
                # The machine will not lose power between two tests.
                "--innodb-flush-log-at-trx-commit=0",
            ],
            stdout=output,
            stderr=subprocess.STDOUT,
        )
    url = URL.create("mysql+pymysql", USER, password, "127.0.0.1", port)
    engine = create_engine(url)
    deadline = time.monotonic() + PATIENCE_SECONDS
    while process.poll() is None and time.monotonic() < deadline:
        try:
            engine.connect().close()
        except OperationalError:
            time.sleep(0.05)
        else:
            engine.dispose()
            return process, url
    process.kill()
    process.wait()
    raise TimeoutError(f"mariadbd did not start:\n{log.read_text(errors='replace')[-4000:]}")
