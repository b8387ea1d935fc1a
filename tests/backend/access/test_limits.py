"""No account and no address asks more often than the server can bear."""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from backend.app import create_app
from backend.settings import Settings
from tests.backend.conftest import SignIn
from tests.support.redis import redis_server


@pytest.fixture
def settings(tmp_path: Path, sqlite_url: str) -> Settings:
    """Allow few requests."""
    data_dir = tmp_path / "data"
    data_dir.mkdir(exist_ok=True)
    return Settings(
        data_dir=data_dir,
        database_url=sqlite_url,
        frontend_dir=tmp_path / "dist",
        requests_per_minute=5,
        sign_ins_per_minute=3,
    )


@pytest.fixture
def sqlite_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Give an empty, migrated database; these limits are not counted in it."""
    databases = request.getfixturevalue("sqlite_databases")
    url: str = databases.fresh(tmp_path / "data")
    return url


def test_an_account_that_asks_too_often_is_told_when_to_come_back(viewer: FlaskClient) -> None:
    replies = [viewer.get("/api/tasks") for _ in range(6)]

    assert [reply.status_code for reply in replies] == [200] * 5 + [429]
    assert replies[-1].mimetype == "application/problem+json"
    assert 1 <= int(replies[-1].headers["Retry-After"]) <= 61
    assert replies[-1].json["title"] == "Too many requests"
    assert replies[-1].headers["X-Content-Type-Options"] == "nosniff"


def test_one_account_does_not_use_up_what_another_may(sign_in: SignIn) -> None:
    viewer, radiologist = sign_in("viewer"), sign_in("radiologist")
    for _ in range(6):
        viewer.get("/api/tasks")

    assert radiologist.get("/api/tasks").status_code == 200


def test_slices_are_not_counted(viewer: FlaskClient) -> None:
    statuses = {viewer.get("/api/studies/1/images/t1/axial/0.png").status_code for _ in range(12)}

    assert statuses == {404}
    assert viewer.get("/api/tasks").status_code == 200


def test_an_address_tries_few_tokens_a_minute_and_a_right_one_still_comes_through(
    app: Flask, viewer: FlaskClient, client: FlaskClient
) -> None:
    def ask(token: str) -> int:
        return client.get("/api/tasks", headers={"Authorization": f"Bearer {token}"}).status_code

    assert [ask(f"wrong-{number}") for number in range(5)] == [401] * 3 + [429] * 2
    reply = client.get("/api/tasks", headers={"Authorization": "Bearer wrong"})
    assert 1 <= int(reply.headers["Retry-After"]) <= 61
    assert reply.headers["X-Content-Type-Options"] == "nosniff"
    assert viewer.get("/api/tasks").status_code == 200


def test_nor_are_tokens_tried_any_faster_by_asking_for_slices(client: FlaskClient) -> None:
    def ask(token: str) -> int:
        address = "/api/studies/1/images/t1/axial/0.png"
        return client.get(address, headers={"Authorization": f"Bearer {token}"}).status_code

    assert [ask(f"wrong-{number}") for number in range(5)] == [401] * 3 + [429] * 2


def test_browsers_whose_sessions_have_ended_are_put_off_far_later(client: FlaskClient) -> None:
    client.set_cookie("neuroslice_session", "of a session that has ended")

    assert [client.get("/api/tasks").status_code for _ in range(6)] == [401] * 5 + [429]
    pictures = [client.get("/api/studies/1/images/t1/axial/0.png").status_code for _ in range(6)]
    assert pictures == [401] * 6


def test_a_wrong_token_is_a_wrong_token_also_while_redis_is_away(settings: Settings) -> None:
    client = create_app(settings.model_copy(update={"broker_url": "redis://127.0.0.1:1/0"})).test_client()

    statuses = {client.get("/api/tasks", headers={"Authorization": "Bearer wrong"}).status_code for _ in range(3)}

    assert statuses == {401}


def test_who_shows_no_secret_is_asked_to_sign_in_however_often(client: FlaskClient) -> None:
    assert {client.get("/api/tasks").status_code for _ in range(8)} == {401}


def test_an_address_tries_few_names_a_minute(client: FlaskClient) -> None:
    statuses = [
        client.post("/api/session", json={"name": f"name {number}", "password": "x"}).status_code for number in range(4)
    ]

    assert statuses == [401] * 3 + [429]


def test_the_code_of_the_first_run_is_guessed_no_oftener(client: FlaskClient) -> None:
    body = {"code": "AAAAA", "name": "root", "password": "a long phrase here"}

    assert [client.post("/api/first-run", json=body).status_code for _ in range(4)] == [403] * 3 + [429]


def test_with_redis_every_machine_counts_the_same_requests(settings: Settings, app: Flask, sign_in: SignIn) -> None:
    with redis_server() as url:
        shared = settings.model_copy(update={"broker_url": url})
        machines = [create_app(shared).test_client() for _ in range(2)]
        browser = sign_in("viewer")
        cookie = browser.get_cookie("neuroslice_session")
        assert cookie is not None
        for machine in machines:
            machine.set_cookie("neuroslice_session", cookie.value)

        statuses = [machines[number % 2].get("/api/tasks").status_code for number in range(6)]

        for machine in machines:
            machine.application.extensions["neuroslice"].database.engine.dispose()
            for limiter in machine.application.extensions["limiter"]:
                limiter.storage.storage.connection_pool.disconnect()

    assert statuses == [200] * 5 + [429]


def test_without_its_redis_the_server_goes_on_and_counts_by_itself(
    settings: Settings, app: Flask, sign_in: SignIn
) -> None:
    away = settings.model_copy(update={"broker_url": "redis://127.0.0.1:1/0"})
    machine = create_app(away).test_client()
    cookie = sign_in("viewer").get_cookie("neuroslice_session")
    assert cookie is not None
    machine.set_cookie("neuroslice_session", cookie.value)

    statuses = [machine.get("/api/tasks").status_code for _ in range(6)]

    machine.application.extensions["neuroslice"].database.engine.dispose()
    assert statuses == [200] * 5 + [429]
