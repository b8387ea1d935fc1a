"""A real web server with something in it, and tokens to ask it with."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import requests

from backend.accounts.passwords import hash_password
from backend.services import make_services
from backend.settings import Settings
from db.models import Account, Worker
from model.data.phantom import write_demo_case
from tests.support.patience import PATIENCE_SECONDS
from tests.support.web_server import WebServer

NewToken = Callable[[], str]


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebServer]:
    """Serve an installation that stops nobody for asking too much, and that believes in a worker for days."""
    much = "1000000"
    made = WebServer(
        tmp_path_factory.mktemp("contract"),
        NEUROSLICE_REQUESTS_PER_MINUTE=much,
        NEUROSLICE_SIGN_INS_PER_MINUTE=much,
        NEUROSLICE_LEASE_SECONDS=much,
    )
    made.start()
    yield made
    made.stop()


@pytest.fixture(scope="session")
def new_token(server: WebServer) -> Iterator[NewToken]:
    """Give a function that makes an administrator with a token; operations may withdraw it, or close the account."""
    services = make_services(Settings(data_dir=server.data_dir))
    password_hash = hash_password("correct horse battery")
    with services.database.write() as session:
        session.add(Worker(name="w", model_name="unet3d", model_sha256=""))
    count = 0

    def make() -> str:
        nonlocal count
        count += 1
        account = Account(name=f"contract-{count}", password_hash=password_hash, role="admin")
        with services.database.write() as session:
            session.add(account)
        return services.tokens.issue(account.id, name="contract")[1]

    yield make
    services.database.engine.dispose()


@pytest.fixture
def study(server: WebServer, new_token: NewToken, demo_files: dict[str, Path]) -> dict[str, Any]:
    """Upload a study, for operations that look at one or delete it."""
    opened = {channel: (path.name, path.read_bytes()) for channel, path in demo_files.items()}
    reply = requests.post(
        f"{server.url}/api/studies",
        headers={"Authorization": f"Bearer {new_token()}"},
        data={"patient_mrn": "A-1", "patient_name": "Kim Minji"},
        files=opened,
        timeout=PATIENCE_SECONDS,
    )
    reply.raise_for_status()
    shown: dict[str, Any] = reply.json()
    return shown


@pytest.fixture(scope="session")
def demo_files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Write a very small demo case."""
    case = write_demo_case(tmp_path_factory.mktemp("case"), shape=(24, 28, 20))
    return {channel: case[channel] for channel in ("flair", "t1")}
