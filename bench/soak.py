"""Searches in a database of many studies, on SQLite and on MySQL: whole requests, without the network."""

from __future__ import annotations

import argparse
import random
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, cast

from flask.testing import FlaskClient

from backend.access.cookie import COOKIE
from backend.accounts.passwords import hash_password
from backend.app import create_app
from backend.services import EXTENSION, Services
from backend.sessions.browser import Browser
from backend.settings import Settings
from bench.percentiles import percentile
from db.models import Account
from db.upgrade import upgrade
from tests.support.many_studies import FAMILY_NAMES, GIVEN_NAMES, fill
from tests.support.mariadb import mariadb_server

MASK_BYTES = 20_000


def main() -> None:
    """Fill each kind of database and measure."""
    parser = argparse.ArgumentParser(prog="python -m bench.soak", description=__doc__)
    parser.add_argument("--studies", type=int, default=10_000, help="in the database")
    parser.add_argument("--requests", type=int, default=300, help="of each kind")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="neuroslice-soak-") as scratch, mariadb_server() as server:
        url = server.set(database="soak")
        _make_database(server.render_as_string(hide_password=False), name="soak")
        for name, database_url in (("sqlite", ""), ("mysql", url.render_as_string(hide_password=False))):
            settings = Settings(data_dir=Path(scratch) / name, database_url=database_url)
            settings.data_dir.mkdir()
            measure(name, settings=settings, studies=options.studies, requests=options.requests)


def measure(name: str, *, settings: Settings, studies: int, requests: int) -> None:
    """Fill a database and print how long requests for lists take.

    Args:
        name: of the kind of database.
        settings: of an installation without anything in it.
        studies: how many to put in.
        requests: how many to time, of each kind.
    """
    upgrade(settings.database_url)
    with _signed_in(settings, studies=studies) as client:
        print(f"\n{name}, {studies} studies of {studies // 3} patients (budget of the search: p95 50 ms):")
        for what, addresses in _addresses(studies=studies, requests=requests).items():
            times = [_timed(client, address) for address in addresses]
            p50, p95, worst = percentile(times, 50), percentile(times, 95), max(times)
            print(f"  {what:<42} p50 {p50:6.1f} ms   p95 {p95:6.1f} ms   worst {worst:6.1f} ms")


def _addresses(*, studies: int, requests: int) -> dict[str, list[str]]:
    chance = random.Random(2)

    def one_of(names: tuple[str, ...]) -> str:
        return chance.choice(names)[:3].lower()

    pages = studies // 3 // 20
    return {
        "patients by a part of a name": [
            f"/api/patients?q={one_of(GIVEN_NAMES)} {one_of(FAMILY_NAMES)}" for _ in range(requests)
        ],
        "patients by record number": [
            f"/api/patients?q=soak-{chance.randrange(studies // 3):06d}" for _ in range(requests)
        ],
        "all patients, any page": [f"/api/patients?page={chance.randint(1, pages)}" for _ in range(requests)],
        "newest studies": ["/api/studies"] * requests,
        "studies of a status, by a part of a name": [
            f"/api/studies?status=failed&q={one_of(FAMILY_NAMES)}" for _ in range(requests)
        ],
        "one patient": [f"/api/patients/{chance.randint(1, studies // 3)}" for _ in range(requests)],
    }


@contextmanager
def _signed_in(settings: Settings, *, studies: int) -> Iterator[FlaskClient]:
    """Make the application on a full database, and a radiologist's browser: an administrator's has less to ask."""
    app = create_app(settings)
    services = cast(Services, app.extensions[EXTENSION])
    account = Account(name="radiologist", password_hash=hash_password("a long phrase"), role="radiologist")
    with services.database.write() as session:
        session.add(account)
    fill(services.database, studies=studies, mask_bytes=MASK_BYTES)
    secret, identity = services.sessions.open(account, browser=Browser())
    client = app.test_client()
    client.set_cookie(COOKIE, secret)
    client.environ_base["HTTP_X_CSRF_TOKEN"] = identity.csrf_token or ""
    try:
        yield client
    finally:
        services.database.engine.dispose()


def _timed(client: FlaskClient, address: str) -> float:
    """Give the milliseconds of a request."""
    start = time.perf_counter()
    reply: Any = client.get(address)
    took = 1e3 * (time.perf_counter() - start)
    if reply.status_code != 200:
        raise RuntimeError(f"{address}: {reply.status_code} {reply.text}")
    return took


def _make_database(server: str, *, name: str) -> None:
    from sqlalchemy import create_engine, text

    engine = create_engine(server)
    with engine.connect() as connection:
        connection.execute(text(f"CREATE DATABASE {name}"))
    engine.dispose()


if __name__ == "__main__":
    main()
