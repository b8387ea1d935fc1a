"""Over a real web server: whoever sends too much reads why, instead of seeing the connection break."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from flask.testing import FlaskClient

from backend.access.cookie import COOKIE
from backend.settings import Settings
from tests.support.database import SqliteDatabases
from tests.support.patience import PATIENCE_SECONDS, answers, until
from tests.support.product import free_port

FAR_TOO_MUCH = 48 << 20


@pytest.fixture
def database_url(sqlite_databases: SqliteDatabases, tmp_path: Path) -> str:
    """Use SQLite alone: nothing that is too large gets as far as the database."""
    return sqlite_databases.fresh(tmp_path / "data")


@pytest.fixture
def address(settings: Settings, tmp_path: Path) -> Iterator[str]:
    """Serve the application with a limit of 4 MiB; give its address."""
    port = free_port()
    variables = {
        "PORT": str(port),
        "NEUROSLICE_DATA_DIR": str(settings.data_dir),
        "NEUROSLICE_DATABASE_URL": settings.database_url,
        "NEUROSLICE_MAX_UPLOAD_BYTES": str(4 << 20),
    }
    clean = {name: value for name, value in os.environ.items() if not name.startswith("NEUROSLICE_")}
    command = [sys.executable, "-m", "gunicorn", "--config", "python:backend.gunicorn_settings"]
    with (tmp_path / "server.log").open("wb") as log:
        process = subprocess.Popen(command, env=clean | variables, stdout=log, stderr=subprocess.STDOUT)
    address = f"http://127.0.0.1:{port}"
    try:
        until(
            lambda: process.poll() is not None or answers(f"{address}/api/health"),
            what=f"no answer; see {tmp_path}/server.log",
        )
        yield address
    finally:
        process.terminate()
        process.wait()


def test_an_upload_that_is_too_large_is_answered_in_words(address: str, radiologist: FlaskClient) -> None:
    cookie = radiologist.get_cookie(COOKIE)
    assert cookie is not None

    for _ in range(2):
        reply = requests.post(
            f"{address}/api/studies",
            files={"flair": ("flair.nii.gz", bytes(FAR_TOO_MUCH))},
            cookies={COOKIE: cookie.value},
            headers={"X-CSRF-Token": radiologist.environ_base["HTTP_X_CSRF_TOKEN"]},
            timeout=PATIENCE_SECONDS,
        )

        assert reply.status_code == 413
        assert reply.json()["detail"] == "This is more than the server accepts: 4 MiB in all."


def test_an_upload_without_an_account_is_answered_too(address: str) -> None:
    files = {"flair": ("flair.nii.gz", bytes(FAR_TOO_MUCH))}

    assert requests.post(f"{address}/api/studies", files=files, timeout=PATIENCE_SECONDS).status_code == 401
