"""Where backups are taken in."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from backend.services import Services, make_services
from backend.settings import Settings
from tests.support.database import MysqlDatabases


@pytest.fixture(params=["sqlite", "mysql"])
def empty(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Services]:
    """Give an installation without anything in it, not even tables, on each kind of database."""
    url = f"sqlite:///{tmp_path / 'other' / 'neuroslice.sqlite3'}"
    if request.param == "mysql":
        databases: MysqlDatabases = request.getfixturevalue("mysql_databases")
        url = databases.create("neuroslice_restored")
    services = make_services(Settings(data_dir=tmp_path / "other", database_url=url))
    yield services
    services.database.engine.dispose()
