"""The application, and a client signed in with each role."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, cast

import pytest
from flask import Flask, Response, request
from flask.testing import FlaskClient
from flask_openapi3.utils import parse_rule

from backend.access import Role
from backend.access.cookie import COOKIE
from backend.accounts.passwords import hash_password
from backend.app import create_app
from backend.docs.document import Api
from backend.services import Services
from backend.sessions.browser import Browser
from backend.settings import Settings
from db.models import Account
from model.data.phantom import write_demo_case
from tests.support.studies import CHANNELS, SHAPE, post_study

PASSWORD = "correct horse battery"

SignIn = Callable[[Role], FlaskClient]


@pytest.fixture
def settings(tmp_path: Path, database_url: str) -> Settings:
    """Say that everything lies in the test's own folder."""
    data_dir = tmp_path / "data"
    data_dir.mkdir(exist_ok=True)
    return Settings(data_dir=data_dir, database_url=database_url, frontend_dir=tmp_path / "dist")


@pytest.fixture(scope="session")
def documented() -> dict[tuple[str, str], set[str]]:
    """Give the statuses of every operation that the OpenAPI document knows."""
    document = cast(Api, create_app(Settings())).api_doc
    return {
        (method, path): set(operation["responses"])
        for path, operations in document["paths"].items()
        for method, operation in operations.items()
    }


@pytest.fixture
def app(settings: Settings, documented: dict[tuple[str, str], set[str]]) -> Iterator[Flask]:
    """Make the application, none of whose replies may have a status that its document does not know."""
    app = create_app(settings)
    app.testing = True
    unknown: list[str] = []

    def compare(response: Response) -> Response:
        rule = request.url_rule
        operation = (request.method.lower(), parse_rule(rule.rule) if rule else "")
        if str(response.status_code) not in documented.get(operation, str(response.status_code)):
            unknown.append(f"{request.method} {request.path}: {response.status_code}")
        return response

    app.after_request(compare)
    yield app
    made: Services = app.extensions["neuroslice"]
    made.database.engine.dispose()
    assert unknown == []


@pytest.fixture
def services(app: Flask) -> Services:
    """Give the application's services."""
    return cast(Services, app.extensions["neuroslice"])


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """Make a browser that is not signed in."""
    return app.test_client()


@pytest.fixture(scope="session")
def password_hash() -> str:
    """Hash the password of every test account, once."""
    return hash_password(PASSWORD)


@pytest.fixture
def sign_in(app: Flask, services: Services, password_hash: str) -> SignIn:
    """Make a browser that is signed in to a new account named after its role; it sends its CSRF token by itself."""

    def signed_in(role: Role) -> FlaskClient:
        account = Account(name=role, password_hash=password_hash, role=role)
        with services.database.write() as session:
            session.add(account)
        secret, identity = services.sessions.open(account, browser=Browser())
        assert identity.csrf_token is not None
        browser = app.test_client()
        browser.set_cookie(COOKIE, secret)
        browser.environ_base["HTTP_X_CSRF_TOKEN"] = identity.csrf_token
        return browser

    return signed_in


@pytest.fixture
def viewer(sign_in: SignIn) -> FlaskClient:
    """Make a browser of a viewer."""
    return sign_in("viewer")


@pytest.fixture
def radiologist(sign_in: SignIn) -> FlaskClient:
    """Make a browser of a radiologist."""
    return sign_in("radiologist")


@pytest.fixture
def admin(sign_in: SignIn) -> FlaskClient:
    """Make a browser of an administrator."""
    return sign_in("admin")


@pytest.fixture(scope="session")
def case(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Write a small demo case: the files by channel, and its true mask as "seg"."""
    return write_demo_case(tmp_path_factory.mktemp("case"), shape=SHAPE)


@pytest.fixture(scope="session")
def files(case: dict[str, Path]) -> dict[str, Path]:
    """Give the files of the demo case that are uploaded."""
    return {channel: case[channel] for channel in CHANNELS}


@pytest.fixture
def study(radiologist: FlaskClient, files: dict[str, Path]) -> dict[str, Any]:
    """Upload the demo case."""
    reply = post_study(radiologist, files)
    assert reply.status_code == 202, reply.json
    shown: dict[str, Any] = reply.json["study"]
    return shown
