"""Seeing where one is signed in, and ending it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update

from backend.access.cookie import COOKIE
from backend.services import Services
from backend.sessions.asking import MAX_AGENT
from backend.sessions.browser import Browser
from db.models import Account, Session
from db.types import utc_now
from tests.backend.conftest import PASSWORD, SignIn


def own_id(client: FlaskClient) -> int:
    number: int = client.get("/api/session").json["account"]["id"]
    return number


def own_sessions(client: FlaskClient) -> str:
    return f"/api/accounts/{own_id(client)}/sessions"


def another_browser(app: Flask, services: Services, name: str) -> FlaskClient:
    with services.database.read() as session:
        account = session.scalars(select(Account).where(Account.name == name)).one()
    secret, identity = services.sessions.open(account, browser=Browser())
    assert identity.csrf_token is not None
    browser = app.test_client()
    browser.set_cookie(COOKIE, secret)
    browser.environ_base["HTTP_X_CSRF_TOKEN"] = identity.csrf_token
    return browser


def test_it_is_told_from_where_and_with_what_somebody_signed_in(sign_in: SignIn, client: FlaskClient) -> None:
    sign_in("viewer")
    client.post(
        "/api/session",
        json={"name": "viewer", "password": PASSWORD},
        headers={"User-Agent": "Mozilla/5.0 Firefox/140.0" + "x" * 300},
        environ_base={"REMOTE_ADDR": "10.1.2.3"},
    )

    listed = client.get(own_sessions(client)).json

    assert listed["total"] == 2
    (own,) = (item for item in listed["items"] if item["current"])
    assert own["address"] == "10.1.2.3"
    assert own["agent"].startswith("Mozilla/5.0 Firefox/140.0")
    assert len(own["agent"]) == MAX_AGENT
    assert set(own) == {"id", "created_at", "seen_at", "address", "agent", "current"}


def test_one_browser_is_signed_out_and_the_others_are_not(app: Flask, viewer: FlaskClient, services: Services) -> None:
    other = another_browser(app, services, "viewer")
    (theirs,) = (item["id"] for item in viewer.get(own_sessions(viewer)).json["items"] if not item["current"])

    assert viewer.delete(f"/api/sessions/{theirs}").status_code == 204

    assert other.get("/api/session").status_code == 401
    assert viewer.get("/api/session").status_code == 200
    assert viewer.delete(f"/api/sessions/{theirs}").status_code == 404


@pytest.mark.parametrize(("column", "age"), [("seen_at", timedelta(hours=20)), ("created_at", timedelta(days=20))])
def test_sessions_that_have_run_out_are_not_listed(
    app: Flask, viewer: FlaskClient, services: Services, column: str, age: timedelta
) -> None:
    own = own_sessions(viewer)
    another_browser(app, services, "viewer")
    (theirs,) = (item["id"] for item in viewer.get(own).json["items"] if not item["current"])
    with services.database.write() as session:
        session.execute(update(Session).where(Session.id == theirs).values({column: utc_now() - age}))

    assert [item["current"] for item in viewer.get(own).json["items"]] == [True]


def test_the_sessions_of_others_are_not_there(viewer: FlaskClient, radiologist: FlaskClient) -> None:
    theirs = radiologist.get(own_sessions(radiologist)).json["items"][0]["id"]

    assert viewer.get(own_sessions(radiologist)).status_code == 404
    assert viewer.delete(own_sessions(radiologist)).status_code == 404
    assert viewer.delete(f"/api/sessions/{theirs}").status_code == 404
    assert radiologist.get("/api/session").status_code == 200


def test_an_administrator_signs_others_out(admin: FlaskClient, viewer: FlaskClient, radiologist: FlaskClient) -> None:
    listed = admin.get(own_sessions(viewer)).json["items"]
    everywhere = own_sessions(radiologist)

    assert admin.delete(f"/api/sessions/{listed[0]['id']}").status_code == 204
    assert admin.delete(everywhere).status_code == 204

    assert [client.get("/api/session").status_code for client in (viewer, radiologist, admin)] == [401, 401, 200]


def test_an_account_that_is_not_there_is_signed_in_nowhere(admin: FlaskClient) -> None:
    assert admin.get("/api/accounts/999999/sessions").status_code == 404
    assert admin.delete("/api/accounts/999999/sessions").status_code == 404
