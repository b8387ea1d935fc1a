"""Every route needs an account, except those that cannot."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select, update
from werkzeug.routing import Rule

from backend.access.cookie import COOKIE
from backend.access.roles import needed_role
from backend.services import Services
from db.models import Account, Session
from db.types import utc_now

OPEN = {
    ("GET", "/api/health"),
    ("GET", "/api/ready"),
    ("POST", "/api/session"),
    ("GET", "/api/session/provider"),
    ("GET", "/api/session/provider/address"),
    ("POST", "/api/session/provider/return"),
    ("GET", "/api/first-run"),
    ("POST", "/api/first-run"),
    # Answers this machine alone, or a token of its own; see the tests of metrics.
    ("GET", "/metrics"),
    ("GET", "/"),
    ("GET", "/<path:path>"),
}
# What changes nothing of a patient's, and is one's own: any account may.
OWN = {
    ("DELETE", "/api/session"),
    ("DELETE", "/api/session/everywhere"),
    ("PUT", "/api/session/password"),
    ("PATCH", "/api/session/preferences"),
    ("POST", "/api/session/second-factor"),
    ("PUT", "/api/session/second-factor"),
    ("POST", "/api/session/second-factor/recovery-codes"),
    ("POST", "/api/session/second-factor/removal"),
    ("POST", "/api/accounts/<int:account_id>/tokens"),
    ("DELETE", "/api/tokens/<int:token_id>"),
    ("DELETE", "/api/accounts/<int:account_id>/sessions"),
    ("DELETE", "/api/sessions/<int:session_id>"),
}


def calls(app: Flask) -> Iterator[tuple[str, Rule]]:
    """Give every method of every route."""
    for rule in app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield method, rule


def address(app: Flask, rule: Rule) -> str:
    """Fill in a rule's variables."""
    values = {name: 1 if "Integer" in type(converter).__name__ else "x" for name, converter in rule._converters.items()}
    built = rule.build(values)
    assert built is not None
    return built[1]


def test_every_route_but_the_open_ones_answers_401_without_an_account(app: Flask, client: FlaskClient) -> None:
    for method, rule in calls(app):
        if (method, rule.rule) in OPEN:
            continue
        reply = client.open(address(app, rule), method=method)
        assert (rule.rule, method, reply.status_code) == (rule.rule, method, 401)
        assert reply.mimetype == "application/problem+json"
        assert "Location" not in reply.headers


def test_no_more_is_open_than_has_to_be(app: Flask) -> None:
    views = app.view_functions

    assert {(method, rule.rule) for method, rule in calls(app) if needed_role(views[rule.endpoint]) is None} == OPEN


def test_a_viewer_may_change_nothing(app: Flask, viewer: FlaskClient) -> None:
    for method, rule in calls(app):
        if method == "GET" or (method, rule.rule) in OPEN | OWN:
            continue
        reply = viewer.open(address(app, rule), method=method)
        assert (rule.rule, method, reply.status_code) == (rule.rule, method, 403)


def test_options_and_head_need_an_account_too(client: FlaskClient) -> None:
    assert client.options("/api/patients").status_code == 401
    assert client.head("/api/patients").status_code == 401


def test_a_change_without_the_csrf_token_is_refused(radiologist: FlaskClient) -> None:
    for token in ("", "wrong", "é"):
        reply = radiologist.post("/api/patients", json={"mrn": "A", "name": "B"}, headers={"X-CSRF-Token": token})
        assert reply.status_code == 403

    assert radiologist.get("/api/patients").json["total"] == 0


def test_reading_needs_no_csrf_token(viewer: FlaskClient) -> None:
    assert viewer.get("/api/patients", headers={"X-CSRF-Token": ""}).status_code == 200


def test_a_token_of_a_program_needs_no_csrf_token(client: FlaskClient, admin: FlaskClient, services: Services) -> None:
    account = services.accounts.by_name("admin")
    _, secret = services.tokens.issue(account.id, name="script")

    reply = client.post("/api/patients", json={"mrn": "A", "name": "B"}, headers={"Authorization": f"Bearer {secret}"})

    assert reply.status_code == 201


@pytest.mark.parametrize("header", ["Bearer", "Bearer ", "Bearer wrong", "bearer é"])
def test_a_wrong_token_is_401_even_beside_a_good_cookie(viewer: FlaskClient, header: str) -> None:
    reply = viewer.get("/api/patients", headers={"Authorization": header})

    assert reply.status_code == 401
    assert reply.headers["WWW-Authenticate"].startswith("Bearer")


def test_another_kind_of_authorization_does_not_get_around_the_csrf_token(radiologist: FlaskClient) -> None:
    headers = {"Authorization": "Basic eDp5", "X-CSRF-Token": ""}

    reply = radiologist.post("/api/patients", json={"mrn": "A", "name": "B"}, headers=headers)

    assert reply.status_code == 403


def test_a_disabled_account_is_out_at_once(viewer: FlaskClient, services: Services) -> None:
    with services.database.write() as session:
        session.execute(update(Account).values(disabled=True))

    assert viewer.get("/api/session").status_code == 401


def test_a_new_role_counts_from_the_next_request(viewer: FlaskClient, services: Services) -> None:
    with services.database.write() as session:
        session.execute(update(Account).values(role="radiologist"))

    assert viewer.post("/api/patients", json={"mrn": "A", "name": "B"}).status_code == 201


@pytest.mark.parametrize(
    ("column", "age"), [("seen_at", timedelta(minutes=31)), ("created_at", timedelta(hours=12, seconds=1))]
)
def test_a_session_ends(viewer: FlaskClient, services: Services, column: str, age: timedelta) -> None:
    with services.database.write() as session:
        session.execute(update(Session).values({column: utc_now() - age}))

    assert viewer.get("/api/session").status_code == 401


def test_looking_at_things_keeps_a_session_alive_with_one_write_a_minute(
    viewer: FlaskClient, services: Services
) -> None:
    def seen() -> object:
        with services.database.read() as session:
            return session.scalar(select(Session.seen_at))

    before = seen()
    viewer.get("/api/session")
    assert seen() == before

    with services.database.write() as session:
        session.execute(update(Session).values(seen_at=utc_now() - timedelta(minutes=2)))
    viewer.get("/api/session")
    assert seen() >= before  # type: ignore[operator]


def test_a_page_that_nobody_looks_at_does_not_keep_its_session_alive_by_asking_on(
    viewer: FlaskClient, services: Services
) -> None:
    with services.database.write() as session:
        session.execute(update(Session).values(seen_at=utc_now() - timedelta(minutes=29)))

    by_itself = viewer.get("/api/session", headers={"X-Unattended": "1"})

    assert by_itself.status_code == 200
    with services.database.read() as session:
        assert utc_now() - session.scalars(select(Session.seen_at)).one() >= timedelta(minutes=29)


def test_the_database_holds_no_secret_that_signs_in(viewer: FlaskClient, services: Services) -> None:
    cookie = viewer.get_cookie(COOKIE)
    assert cookie is not None

    with services.database.read() as session:
        assert cookie.value not in session.scalars(select(Session.secret_hash)).all()
