"""How the databases look for things among many: by an index, never by reading a whole table of studies.

A patient is looked for by any part of a name, which no index helps; so one small table is read there, and no other.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, cast

import pytest
from flask.testing import FlaskClient
from sqlalchemy import Engine, event

from backend.access.cookie import COOKIE
from backend.accounts.passwords import hash_password
from backend.app import create_app
from backend.services import EXTENSION, Services
from backend.sessions.browser import Browser
from backend.settings import Settings
from db.models import Account
from tests.support.database import MysqlDatabases, SqliteDatabases
from tests.support.many_studies import fill

STUDIES = 1500

REQUESTS = {
    "patients by a part of a name": "/api/patients?q=kim",
    "newest studies": "/api/studies",
    "studies of a status": "/api/studies?status=failed",
    "studies of a patient": "/api/studies?patient_id=77",
    "a patient": "/api/patients/77",
    "a study": "/api/studies/500",
    "a job": "/api/jobs/500",
}
SINGLE = {"a patient", "a study", "a job"}
# What may be read from end to end: those who are looked for by any part of a name.
SHORT = {"patients by a part of a name": {"patients"}}
# How many studies there are in all cannot be known without reading all; of those with a condition it can.
COUNTED = {"newest studies": {"studies"}}
LARGE = {"patients", "studies", "images", "jobs", "segmentations"}


@pytest.fixture(scope="module", params=["sqlite", "mysql"])
def installation(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Fill a database of each kind; give the engine and a radiologist's browser."""
    data_dir = tmp_path_factory.mktemp("plans")
    if request.param == "sqlite":
        url = cast(SqliteDatabases, request.getfixturevalue("sqlite_databases")).fresh(data_dir)
    else:
        url = cast(MysqlDatabases, request.getfixturevalue("mysql_databases")).fresh()
    app = create_app(Settings(data_dir=data_dir, database_url=url))
    services = cast(Services, app.extensions[EXTENSION])
    account = Account(name="radiologist", password_hash=hash_password("a long phrase"), role="radiologist")
    with services.database.write() as session:
        session.add(account)
    fill(services.database, studies=STUDIES, mask_bytes=100)
    engine = services.database.engine
    with engine.connect() as connection:
        connection.exec_driver_sql(
            "ANALYZE" if request.param == "sqlite" else "ANALYZE TABLE " + ", ".join(sorted(LARGE))
        ).close()
    secret, _ = services.sessions.open(account, browser=Browser())
    client = app.test_client()
    client.set_cookie(COOKIE, secret)
    yield engine, client
    engine.dispose()


def statements(engine: Engine, client: FlaskClient, address: str) -> list[tuple[str, Any]]:
    """Record what a request asks the database."""
    asked: list[tuple[str, Any]] = []

    def note(connection: Any, cursor: Any, statement: str, parameters: Any, *_: Any) -> None:
        if statement.startswith("SELECT "):
            asked.append((statement, parameters))

    event.listen(engine, "before_cursor_execute", note)
    try:
        reply = client.get(address)
    finally:
        event.remove(engine, "before_cursor_execute", note)
    assert reply.status_code == 200, reply.text
    return asked


def read_from_end_to_end(engine: Engine, statement: str, parameters: Any) -> set[str]:
    """Name the tables that a statement reads all rows of, without an index or an end where enough are found."""
    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            plan = [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters)]
            ends = "LIMIT" in statement and "USE TEMP B-TREE FOR ORDER BY" not in plan
            scans = [step.split() for step in plan[ends:]]
            return {words[1] for words in scans if words[0] == "SCAN" and "INDEX" not in words}
        plan = connection.exec_driver_sql(f"EXPLAIN FORMAT=JSON {statement}", parameters).scalar_one()
    return set(_whole_tables(json.loads(plan)))


def _whole_tables(node: Any) -> Iterator[str]:
    if isinstance(node, list):
        for each in node:
            yield from _whole_tables(each)
    elif isinstance(node, dict):
        if node.get("access_type") == "ALL":
            yield node["table_name"]
        for each in node.values():
            yield from _whole_tables(each)


@pytest.mark.parametrize("what", REQUESTS)
def test_a_request_finds_its_rows_by_an_index(installation: tuple[Engine, FlaskClient], what: str) -> None:
    engine, client = installation
    asked = statements(engine, client, REQUESTS[what])

    read = [(table, text) for text, given in asked for table in read_from_end_to_end(engine, text, given)]

    assert any(text.startswith("SELECT count(") for text, _ in asked) or what in SINGLE
    of_counts = SHORT.get(what, set()) | COUNTED.get(what, set())
    short = {True: of_counts, False: SHORT.get(what, set())}
    assert [(table, text) for table, text in read if table in LARGE - short[text.startswith("SELECT count(")]] == []
