"""The first administrator is made by whoever can read the terminal."""

from __future__ import annotations

import stat
from threading import Barrier, Thread

import pytest
from flask import Flask
from flask.testing import FlaskClient

from backend.access.cookie import COOKIE
from backend.services import Services
from backend.settings import Settings

PASSWORD = "a long enough one"


def body(code: str | None, name: str = "Kim") -> dict[str, object]:
    return {"code": code, "name": name, "password": PASSWORD}


def test_a_new_installation_asks_for_its_administrator(client: FlaskClient) -> None:
    assert client.get("/api/first-run").json == {"needed": True}


def test_the_code_makes_the_administrator_and_signs_in(client: FlaskClient, services: Services) -> None:
    reply = client.post("/api/first-run", json=body(services.first_run.code()))

    assert reply.status_code == 201
    assert reply.json["account"]["role"] == "admin"
    assert client.get_cookie(COOKIE) is not None
    assert client.get("/api/session").json == reply.json
    assert client.get("/api/first-run").json == {"needed": False}


def test_the_code_can_be_typed_carelessly(client: FlaskClient, services: Services) -> None:
    code = services.first_run.code() or ""

    reply = client.post("/api/first-run", json=body(f" {code.lower().replace('-', ' ')} "))

    assert reply.status_code == 201


@pytest.mark.parametrize("code", ["AAAAA-AAAAA-AAAAA-AAAAA", "-", "é"])
def test_a_wrong_code_is_403(client: FlaskClient, services: Services, code: str) -> None:
    services.first_run.code()

    assert client.post("/api/first-run", json=body(code)).status_code == 403
    assert client.get("/api/first-run").json == {"needed": True}


def test_without_a_code_handed_out_none_fits(client: FlaskClient) -> None:
    assert client.post("/api/first-run", json=body("-")).status_code == 403


def test_a_password_that_is_too_short_leaves_the_code_as_it_was(client: FlaskClient, services: Services) -> None:
    code = services.first_run.code()

    assert client.post("/api/first-run", json=body(code) | {"password": "short"}).status_code == 422
    assert services.first_run.code() == code


def test_once_there_is_an_account_it_is_409(viewer: FlaskClient, client: FlaskClient, services: Services) -> None:
    assert services.first_run.code() is None
    assert client.get("/api/first-run").json == {"needed": False}
    assert client.post("/api/first-run", json=body("x")).status_code == 409


def test_the_code_stays_the_same_until_it_is_used(services: Services) -> None:
    assert services.first_run.code() == services.first_run.code()


def test_the_code_is_for_its_owner_alone_and_gone_afterwards(
    client: FlaskClient, services: Services, settings: Settings
) -> None:
    code = services.first_run.code()
    (file,) = settings.secrets_dir.iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(settings.secrets_dir.stat().st_mode) == 0o700

    client.post("/api/first-run", json=body(code))

    assert list(settings.secrets_dir.iterdir()) == []


def test_of_two_at_the_same_moment_one_wins(app: Flask, services: Services) -> None:
    code, barrier, replies = services.first_run.code(), Barrier(2), list[int]()

    def run(name: str) -> None:
        browser = app.test_client()
        barrier.wait()
        replies.append(browser.post("/api/first-run", json=body(code, name=name)).status_code)

    threads = [Thread(target=run, args=(name,)) for name in ("Kim", "Lee")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert replies.count(201) == 1
    assert services.accounts.count() == 1
