"""Empty, migrated databases, quickly."""

from __future__ import annotations

import shutil
from pathlib import Path

from sqlalchemy import URL, create_engine, text

from db.models import Base
from db.session import make_engine
from db.upgrade import upgrade

DATABASE = "neuroslice_tests"


class SqliteDatabases:
    """Copies of one migrated file.

    Args:
        folder: where the file is made.
    """

    def __init__(self, folder: Path) -> None:
        self._template = folder / "template.sqlite3"
        upgrade(f"sqlite:///{self._template}")

    def fresh(self, folder: Path) -> str:
        """Give the URL of an empty database in a folder."""
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / "neuroslice.sqlite3"
        shutil.copyfile(self._template, path)
        return f"sqlite:///{path}"


class MysqlDatabases:
    """One migrated database that is emptied for every test; ids do not start again.

    Args:
        server: URL of the server, without a database.
    """

    def __init__(self, server: URL) -> None:
        self._server = server
        self.url = server.set(database=DATABASE).render_as_string(hide_password=False)
        self.create(DATABASE)
        upgrade(self.url)
        self._engine = make_engine(self.url)

    def create(self, name: str) -> str:
        """Make a database without tables; give its URL."""
        engine = create_engine(self._server)
        with engine.connect() as connection:
            connection.execute(text(f"DROP DATABASE IF EXISTS {name}"))
            connection.execute(text(f"CREATE DATABASE {name}"))
        engine.dispose()
        return self._server.set(database=name).render_as_string(hide_password=False)

    def fresh(self) -> str:
        """Give the URL of the database, emptied."""
        with self._engine.begin() as connection:
            for table in reversed(Base.metadata.sorted_tables):
                connection.execute(table.delete())
        return self.url

    def close(self) -> None:
        """Let go of the server."""
        self._engine.dispose()
