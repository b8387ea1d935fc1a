"""A lock that machines share which have nothing in common but the database."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import URL, Connection, Select, column, create_engine, select, table, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

__all__ = ["DatabaseLock"]

# One row that is always there, and that nothing but a migration changes.
_ROW: Select[tuple[str]] = select(column("version_num")).select_from(table("alembic_version"))
# While somebody waits to be alone, whoever comes later waits too: then rather not, and tried again later.
_WAIT_ALONE_SECONDS = 10


class DatabaseLock:
    """Hold MySQL's lock on a row, in a transaction that does nothing else; a `StoreLock`.

    The server lets go when the connection of the holder ends, however that comes.

    Args:
        url: of a MySQL database, migrated.
    """

    def __init__(self, url: URL) -> None:
        # Not from the pool of those who work in the body: they could wait for each other.
        self._engine = create_engine(
            url,
            isolation_level="READ COMMITTED",
            poolclass=NullPool,
            hide_parameters=True,
            connect_args={"connect_timeout": 10},
        )

    @contextmanager
    def shared(self) -> Iterator[Callable[[], bool]]:
        """Hold it together with others.

        Raises:
            OperationalError: the database does not answer, or somebody is alone for too long.
        """
        with self._engine.connect() as connection:
            connection.execute(_ROW.with_for_update(read=True)).one()
            yield lambda: _is_there(connection)

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Hold it while nobody else does.

        Raises:
            OperationalError: the database does not answer, or others hold it for too long.
        """
        with self._engine.connect() as connection:
            longest = {"seconds": _WAIT_ALONE_SECONDS}
            connection.execute(text("SET SESSION innodb_lock_wait_timeout = :seconds"), longest)
            connection.execute(_ROW.with_for_update()).one()
            yield


def _is_there(connection: Connection) -> bool:
    try:
        connection.execute(text("SELECT 1"))
    except DBAPIError:
        return False
    return True
