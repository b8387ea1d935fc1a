"""Engines and sessions: one way to read and one way to write, whichever database answers."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import ConnectionPoolEntry

__all__ = ["SessionFactory", "make_engine", "normalise_url"]

BUSY_TIMEOUT_MS = 15_000
POOL_SIZE = 16
WRITES = "neuroslice_writes"


def normalise_url(url: str) -> URL:
    """Spell a database URL with the driver that is installed.

    Raises:
        ValueError: if it is neither SQLite nor MySQL.
    """
    parsed = make_url(url)
    backend = parsed.get_backend_name()
    if backend == "sqlite":
        return parsed.set(drivername="sqlite")
    if backend in ("mysql", "mariadb"):
        # One dialect name for both, so that the column types meant for MySQL are the ones that are used.
        return parsed.set(drivername="mysql+pymysql").update_query_dict({"charset": "utf8mb4"})
    raise ValueError(f"expected a URL of sqlite or mysql+pymysql. Received: {backend}")


def make_engine(url: str) -> Engine:
    """Make the engine of a database; nothing is opened before it is used.

    Args:
        url: `sqlite:///PATH` or `mysql+pymysql://USER:PASSWORD@HOST/NAME`.

    Raises:
        ValueError: if the URL names another kind of database.
    """
    parsed = normalise_url(url)
    # Parameters hold patients' names; they must not get into a log by way of an exception.
    options: dict[str, Any] = {"hide_parameters": True, "pool_size": POOL_SIZE, "max_overflow": POOL_SIZE}
    if parsed.get_backend_name() == "sqlite":
        engine = create_engine(parsed, **options)
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
        return engine
    init = "SET time_zone = '+00:00', sql_mode = 'TRADITIONAL'"
    return create_engine(
        parsed,
        isolation_level="READ COMMITTED",
        pool_pre_ping=True,
        pool_recycle=1800,
        connect_args={"init_command": init, "connect_timeout": 10},
        **options,
    )


def _prepare_sqlite(connection: Any, _entry: ConnectionPoolEntry) -> None:
    # The driver's own transaction handling begins too late and never IMMEDIATE; `_begin_sqlite` does it instead.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in (
        "journal_mode = WAL",
        "synchronous = FULL",
        "foreign_keys = ON",
        f"busy_timeout = {BUSY_TIMEOUT_MS}",
    ):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    # A transaction that reads first and writes later cannot wait for another writer: it fails at once with "database
    # is locked". Taking the write lock at the start makes it wait instead.
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


class SessionFactory:
    """Open sessions for reading or for writing.

    Args:
        engine: from `make_engine`.
    """

    def __init__(self, engine: Engine) -> None:
        self.engine = engine
        self._read = sessionmaker(engine, expire_on_commit=False)
        self._write = sessionmaker(engine.execution_options(**{WRITES: True}), expire_on_commit=False)

    @contextmanager
    def read(self) -> Iterator[Session]:
        """Open a session whose changes, if any, are thrown away."""
        with self._read() as session:
            yield session

    @contextmanager
    def write(self) -> Iterator[Session]:
        """Open one transaction: committed at the end, rolled back if an exception leaves the block."""
        with self._write.begin() as session:
            yield session
