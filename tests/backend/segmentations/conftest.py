"""On SQLite alone: what is asked of the database here is asked of both where studies are tested."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.database import SqliteDatabases


@pytest.fixture
def database_url(sqlite_databases: SqliteDatabases, tmp_path: Path) -> str:
    """Give the URL of an empty, migrated database."""
    return sqlite_databases.fresh(tmp_path / "data")
