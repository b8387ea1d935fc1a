"""Signing in and out, and one's own password."""

from __future__ import annotations

from typing import Literal

import pytest
from argon2 import PasswordHasher, extract_parameters
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select, update

from backend.access.cookie import COOKIE
from backend.accounts import passwords
from backend.services import Services
from backend.settings import Settings
from db.models import Account, Session
from tests.backend.conftest import PASSWORD, SignIn

NEW_PASSWORD = "another long phrase"


@pytest.fixture
def account(services: Services, password_hash: str) -> Account:
    """Make an account that nobody is signed in to."""
    account = Account(name="Kim", password_hash=password_hash, role="viewer")
    with services.database.write() as session:
        session.add(account)
    return account


def test_name_and_password_sign_in(client: FlaskClient, account: Account) -> None:
    reply = client.post("/api/session", json={"name": "Kim", "password": PASSWORD})

    assert reply.status_code == 200
    assert reply.json["account"] == {"id": account.id, "name": "Kim", "role": "viewer"}
    assert client.get("/api/session").json == reply.json


def test_the_cookie_is_out_of_reach_for_scripts_and_other_sites(client: FlaskClient, account: Account) -> None:
    client.post("/api/session", json={"name": "Kim", "password": PASSWORD})

    cookie = client.get_cookie(COOKIE)
    assert cookie is not None
    assert cookie.http_only
    assert cookie.same_site == "Lax"
    assert not cookie.secure


def test_behind_tls_the_cookie_stays_there(client: FlaskClient, account: Account) -> None:
    reply = client.post("/api/session", json={"name": "Kim", "password": PASSWORD}, base_url="https://localhost")

    assert reply.headers["Set-Cookie"].startswith("__Host-neuroslice_session=")
    assert {"Secure", "HttpOnly", "Path=/", "SameSite=Lax"} <= set(reply.headers["Set-Cookie"].split("; "))
    assert "Domain" not in reply.headers["Set-Cookie"]
    assert "Strict-Transport-Security" in reply.headers


@pytest.mark.parametrize(("name", "password"), [("Kim", "wrong"), ("Nobody", PASSWORD), ("kim", PASSWORD), ("Kim", "")])
def test_wrong_credentials_are_401_without_saying_which(
    client: FlaskClient, account: Account, name: str, password: str
) -> None:
    reply = client.post("/api/session", json={"name": name, "password": password})

    assert reply.status_code == 401
    assert reply.json["detail"] == "Name or password is not right."
    assert "Set-Cookie" not in reply.headers


@pytest.mark.parametrize("name", ["Kim", "Nobody"])
def test_a_name_that_nobody_has_costs_the_same_work_as_one_that_somebody_has(
    client: FlaskClient, account: Account, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    work: list[tuple[str, ...]] = []

    class Counted(PasswordHasher):
        def hash(self, password: str | bytes, *, salt: bytes | None = None) -> str:
            work.append(("hash",))
            return super().hash(password, salt=salt)

        def verify(self, hash: str | bytes, password: str | bytes) -> Literal[True]:  # noqa: A002
            work.append(("verify", str(extract_parameters(str(hash)))))
            return super().verify(hash, password)

    today = passwords._hasher
    counted = Counted(time_cost=today.time_cost, memory_cost=today.memory_cost, parallelism=today.parallelism)
    monkeypatch.setattr(passwords, "_hasher", counted)

    assert client.post("/api/session", json={"name": name, "password": "wrong"}).status_code == 401

    assert work == [("verify", str(extract_parameters(account.password_hash)))]


def test_a_disabled_account_cannot_sign_in(client: FlaskClient, account: Account, services: Services) -> None:
    with services.database.write() as session:
        session.execute(update(Account).values(disabled=True))

    assert client.post("/api/session", json={"name": "Kim", "password": PASSWORD}).status_code == 401


def test_a_form_of_another_site_cannot_sign_anyone_in(client: FlaskClient, account: Account) -> None:
    body = f'{{"name": "Kim", "password": "{PASSWORD}"}}'

    reply = client.post("/api/session", data=body, content_type="text/plain")

    assert reply.status_code == 422


def test_signing_out_ends_the_session_and_clears_the_cache(client: FlaskClient, viewer: FlaskClient) -> None:
    cookie = viewer.get_cookie(COOKIE)
    assert cookie is not None

    reply = viewer.delete("/api/session")

    assert reply.status_code == 204
    assert reply.headers["Clear-Site-Data"] == '"cache"'
    assert viewer.get_cookie(COOKIE) is None
    client.set_cookie(COOKIE, cookie.value)
    assert client.get("/api/session").status_code == 401


def test_signing_in_clears_away_sessions_that_have_ended(
    client: FlaskClient, viewer: FlaskClient, account: Account, services: Services, settings: Settings
) -> None:
    with services.database.write() as session:
        session.execute(update(Session).values(seen_at=account.created_at.replace(year=2020)))

    client.post("/api/session", json={"name": "Kim", "password": PASSWORD})

    with services.database.read() as session:
        assert session.scalar(select(func.count()).select_from(Session)) == 1


def test_a_hash_with_old_parameters_is_made_anew(client: FlaskClient, account: Account, services: Services) -> None:
    from argon2 import PasswordHasher

    old = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1).hash(PASSWORD)
    with services.database.write() as session:
        session.execute(update(Account).values(password_hash=old))

    assert client.post("/api/session", json={"name": "Kim", "password": PASSWORD}).status_code == 200
    assert services.accounts.by_name("Kim").password_hash != old
    assert client.post("/api/session", json={"name": "Kim", "password": PASSWORD}).status_code == 200


def test_everyone_can_change_their_own_password(client: FlaskClient, viewer: FlaskClient) -> None:
    body = {"current_password": PASSWORD, "new_password": NEW_PASSWORD}

    assert viewer.put("/api/session/password", json=body).status_code == 204
    assert viewer.get("/api/session").status_code == 200
    assert client.post("/api/session", json={"name": "viewer", "password": PASSWORD}).status_code == 401
    assert client.post("/api/session", json={"name": "viewer", "password": NEW_PASSWORD}).status_code == 200


def test_a_new_password_signs_the_other_browsers_out(client: FlaskClient, viewer: FlaskClient) -> None:
    client.post("/api/session", json={"name": "viewer", "password": PASSWORD})

    viewer.put("/api/session/password", json={"current_password": PASSWORD, "new_password": NEW_PASSWORD})

    assert client.get("/api/session").status_code == 401


@pytest.mark.parametrize(
    ("current", "new", "field"),
    [
        ("wrong", NEW_PASSWORD, "current_password"),
        (PASSWORD, PASSWORD, "new_password"),
        (PASSWORD, "short", "new_password"),
        (PASSWORD, "\ud800" * 12, "new_password"),
    ],
)
def test_a_password_that_does_not_do_is_named(viewer: FlaskClient, current: str, new: str, field: str) -> None:
    reply = viewer.put("/api/session/password", json={"current_password": current, "new_password": new})

    assert reply.status_code == 422
    assert [error["field"] for error in reply.json["errors"]] == [field]


def test_two_roles_can_be_signed_in_side_by_side(sign_in: SignIn) -> None:
    viewer, admin = sign_in("viewer"), sign_in("admin")

    assert viewer.get("/api/session").json["account"]["role"] == "viewer"
    assert admin.get("/api/session").json["account"]["role"] == "admin"


def test_behind_tls_a_cookie_that_plain_http_could_have_set_counts_for_nothing(viewer: FlaskClient) -> None:
    assert viewer.get("/api/session", base_url="https://localhost").status_code == 401


def test_signing_in_again_ends_the_session_from_before(client: FlaskClient, account: Account, app: Flask) -> None:
    cookies = []
    for _ in range(2):
        client.post("/api/session", json={"name": "Kim", "password": PASSWORD})
        cookie = client.get_cookie(COOKIE)
        assert cookie is not None
        cookies.append(cookie.value)

    assert cookies[0] != cookies[1]
    assert [status_with(app, cookie) for cookie in cookies] == [401, 200]


def test_a_cookie_that_was_planted_before_signing_in_is_not_taken_over(client: FlaskClient, account: Account) -> None:
    client.set_cookie(COOKIE, "planted")

    client.post("/api/session", json={"name": "Kim", "password": PASSWORD})

    cookie = client.get_cookie(COOKIE)
    assert cookie is not None
    assert cookie.value != "planted"


def test_a_new_password_gives_the_own_browser_a_new_cookie(viewer: FlaskClient, app: Flask) -> None:
    old = viewer.get_cookie(COOKIE)
    assert old is not None

    viewer.put("/api/session/password", json={"current_password": PASSWORD, "new_password": NEW_PASSWORD})

    assert status_with(app, old.value) == 401
    assert viewer.get("/api/session").status_code == 200


def test_signing_out_everywhere_ends_every_browser_of_the_account_and_no_other(
    client: FlaskClient, viewer: FlaskClient, radiologist: FlaskClient, app: Flask
) -> None:
    client.post("/api/session", json={"name": "viewer", "password": PASSWORD})
    cookie = viewer.get_cookie(COOKIE)
    assert cookie is not None

    reply = viewer.delete("/api/session/everywhere")

    assert reply.status_code == 204
    assert reply.headers["Clear-Site-Data"] == '"cache"'
    assert viewer.get_cookie(COOKIE) is None
    assert status_with(app, cookie.value) == 401
    assert client.get("/api/session").status_code == 401
    assert radiologist.get("/api/session").status_code == 200


def test_no_reply_shows_the_secret_of_a_session(client: FlaskClient, account: Account) -> None:
    reply = client.post("/api/session", json={"name": "Kim", "password": PASSWORD})

    cookie = client.get_cookie(COOKIE)
    assert cookie is not None
    assert cookie.value not in reply.text
    assert len(cookie.value) >= 43


def status_with(app: Flask, secret: str) -> int:
    browser = app.test_client()
    browser.set_cookie(COOKIE, secret)
    return browser.get("/api/session").status_code
