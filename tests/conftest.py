"""Databases for every test that wants one: SQLite, and a real MySQL-protocol server over PyMySQL."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.database import MysqlDatabases, SqliteDatabases
from tests.support.mariadb import MissingServerError, mariadb_server
from tests.support.s3 import S3Server
from tests.support.said import Said


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Refuse tests named after the time of day, which processes that collect a second apart would name differently."""
    today = str(int(time.time()))[:4]
    if named := [item.nodeid for item in items if re.search(rf"\b{today}\d{{6}}\b", item.nodeid)]:
        raise pytest.UsageError("These tests have another name every second: " + ", ".join(named))


@pytest.fixture(scope="session", autouse=True)
def user_cache() -> Iterator[None]:
    """Keep what is measured and exported for a user in the checkout, where the next run of the tests finds it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(Path(__file__).parents[1] / "cache" / "user"))
        yield


@pytest.fixture(scope="session", autouse=True)
def everything_said() -> Iterator[Said]:
    """Listen to every log of the tests, to their very end."""
    with pytest.MonkeyPatch.context() as patch:
        said = Said(patch)
        yield said
    said.check()


@pytest.fixture(autouse=True)
def no_patient_in_any_log(everything_said: Said) -> Iterator[None]:
    """Fail the test in whose time a log has named a patient."""
    yield
    everything_said.check()


@pytest.fixture(scope="session")
def sqlite_databases(tmp_path_factory: pytest.TempPathFactory) -> SqliteDatabases:
    """Make SQLite databases."""
    return SqliteDatabases(tmp_path_factory.mktemp("sqlite"))


@pytest.fixture(scope="session")
def mysql_databases() -> Iterator[MysqlDatabases]:
    """Start a private MariaDB server, and empty its database for each test."""
    try:
        with mariadb_server() as server:
            databases = MysqlDatabases(server)
            yield databases
            databases.close()
    except MissingServerError as error:
        pytest.fail(str(error), pytrace=False)


@pytest.fixture(scope="session")
def s3_server() -> Iterator[S3Server]:
    """Start a private S3 server; a test makes the bucket that it wants."""
    with S3Server.running() as server:
        yield server


@pytest.fixture(params=["sqlite", "mysql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Give the URL of an empty, migrated database; the test runs once on each kind."""
    if request.param == "sqlite":
        sqlite: SqliteDatabases = request.getfixturevalue("sqlite_databases")
        return sqlite.fresh(tmp_path / "data")
    mysql: MysqlDatabases = request.getfixturevalue("mysql_databases")
    return mysql.fresh()
