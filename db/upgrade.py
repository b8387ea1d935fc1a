"""Bring a database to the newest schema."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, text

from db.session import WRITES, make_engine, normalise_url

__all__ = ["alembic_config", "upgrade"]

LOCK = "neuroslice-upgrade"
LOCK_SECONDS = 120


def alembic_config() -> Config:
    """Make Alembic's configuration, for which there is no ini file."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).with_name("migrations")).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def upgrade(url: str, *, revision: str = "head") -> None:
    """Create or migrate the tables, to the newest schema or another; an SQLite file and its folder are made.

    Two processes may do so at once: the second waits and then finds nothing to do.
    """
    parsed = normalise_url(url)
    if parsed.get_backend_name() == "sqlite" and parsed.database:
        # A folder that is made here will hold patients' data.
        Path(parsed.database).parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    engine = make_engine(url).execution_options(**{WRITES: True})
    config = alembic_config()
    try:
        with engine.connect() as connection, _alone(connection):
            config.attributes["connection"] = connection
            command.upgrade(config, revision)
            connection.commit()
    finally:
        engine.dispose()


@contextmanager
def _alone(connection: Connection) -> Iterator[None]:
    """Hold a lock that MySQL needs, as its DDL commits by itself; on SQLite the write transaction is the lock."""
    if connection.dialect.name != "mysql":
        connection.begin()
        yield
        return
    connection.execute(text("SELECT GET_LOCK(:name, :seconds)"), {"name": LOCK, "seconds": LOCK_SECONDS})
    try:
        yield
    finally:
        connection.execute(text("SELECT RELEASE_LOCK(:name)"), {"name": LOCK})
