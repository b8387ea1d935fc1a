"""A real web server with something in it, and tokens to ask it with."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import requests
from numpy.typing import NDArray

from backend.accounts.passwords import hash_password
from backend.services import Services, make_services
from backend.settings import Settings
from db.models import Account, Worker
from model.data.phantom import write_demo_case
from tests.support.patience import PATIENCE_SECONDS
from tests.support.studies import store_mask, true_labels
from tests.support.web_server import WebServer

NewAccount = Callable[[], tuple[int, int, str]]
Labels = NDArray[np.uint8]


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
def services(server: WebServer) -> Iterator[Services]:
    """Look at what the server keeps; a worker says there that it is ready."""
    made = make_services(Settings(data_dir=server.data_dir))
    with made.database.write() as session:
        session.add(Worker(name="w", model_name="unet3d", model_sha256=""))
    yield made
    made.database.engine.dispose()


@pytest.fixture(scope="session")
def new_account(services: Services) -> NewAccount:
    """Give a function that makes an administrator with a token; operations may withdraw it, or close the account."""
    password_hash = hash_password("correct horse battery")
    numbers = itertools.count(1)

    def make() -> tuple[int, int, str]:
        account = Account(name=f"contract-{next(numbers)}", password_hash=password_hash, role="admin")
        with services.database.write() as session:
            session.add(account)
        row, token = services.tokens.issue(account.id, name="contract")
        return account.id, row.id, token

    return make


@pytest.fixture
def known(
    server: WebServer, services: Services, new_account: NewAccount, demo_files: dict[str, Path], labels: Labels
) -> dict[str, Any]:
    """Give the numbers of one thing of every kind: a study with a mask and a measurement, a job that waits, and others.

    They are there for one operation, which may change or delete any of them.
    """
    account_id, token_id, _ = new_account()
    headers = {"Authorization": f"Bearer {new_account()[2]}"}

    def post(path: str, **given: Any) -> Any:
        reply = requests.post(server.url + path, headers=headers, timeout=PATIENCE_SECONDS, **given)
        reply.raise_for_status()
        return reply.json()

    def upload() -> Any:
        opened = {channel: (path.name, path.read_bytes()) for channel, path in demo_files.items()}
        return post("/api/studies", data={"patient_mrn": "A-1", "patient_name": "Kim Minji"}, files=opened)

    made = upload()
    study_id = made["study"]["id"]
    line = {"kind": "distance", "axis": "axial", "index": 5, "points": [[3.5, 4.25, 5], [6.1, 7.9, 5]]}
    return {
        "study_id": study_id,
        "patient_id": made["study"]["patient"]["id"],
        "job_id": upload()["job"]["id"],
        "segmentation_id": store_mask(services, made["job"]["id"], labels, uncertainty=labels),
        "measurement_id": post(f"/api/studies/{study_id}/measurements", json=line)["id"],
        "group_id": post("/api/groups", json={"name": f"Group {study_id}"})["id"],
        "account_id": account_id,
        "token_id": token_id,
        "channel": "flair",
        "axis": "axial",
        "index": 3,
    }


@pytest.fixture(scope="session")
def labels(demo_case: dict[str, Path]) -> Labels:
    """Give the true mask of the demo case."""
    return true_labels(demo_case)


@pytest.fixture(scope="session")
def demo_case(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Write a very small demo case."""
    return write_demo_case(tmp_path_factory.mktemp("case"), shape=(24, 28, 20))


@pytest.fixture(scope="session")
def demo_files(demo_case: dict[str, Path]) -> dict[str, Path]:
    """Give those of its files that are uploaded."""
    return {channel: demo_case[channel] for channel in ("flair", "t1")}
