"""What strangers send as JSON is read once, and the same way by everybody who reads it."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from backend.services import Services
from db.models import Account, AuditEvent
from tests.backend.conftest import PASSWORD

DEEP = "[" * 200_000
TYPE = "application/json"


def events(services: Services) -> list[AuditEvent]:
    with services.database.read() as session:
        return list(session.scalars(select(AuditEvent).order_by(AuditEvent.id)))


def test_what_is_nested_too_deeply_is_refused_by_every_route_that_takes_a_body(app: Flask, admin: FlaskClient) -> None:
    for rule in app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) & {"POST", "PUT", "PATCH"}):
            built = rule.build(dict.fromkeys(rule.arguments, 999_999))
            assert built is not None

            reply = admin.open(built[1], method=method, data=DEEP, content_type=TYPE)

            # Those that read no body say that the record is not there.
            assert reply.status_code in (404, 422, 429), (rule.rule, method, reply.status_code)


def test_a_stranger_hears_what_was_expected_under_every_safeguard(client: FlaskClient) -> None:
    reply = client.post("/api/session", data=DEEP, content_type=TYPE)

    assert reply.status_code == 422
    assert "JSON object" in reply.json["detail"]
    assert "Content-Security-Policy" in reply.headers


def test_an_object_inside_of_a_string_is_no_request(
    admin: FlaskClient, viewer: FlaskClient, services: Services
) -> None:
    account_id = viewer.get("/api/session").json["account"]["id"]
    hidden = json.dumps(json.dumps({"role": "admin"}))

    reply = admin.patch(f"/api/accounts/{account_id}", data=hidden, content_type=TYPE)

    assert reply.status_code == 422
    with services.database.read() as session:
        assert session.get_one(Account, account_id).role == "viewer"


@pytest.mark.parametrize("wrapped", [json.dumps, lambda body: json.dumps(json.dumps(body))])
def test_no_spelling_of_a_guess_keeps_the_guessed_account_out_of_the_log(
    client: FlaskClient, viewer: FlaskClient, services: Services, wrapped: Any
) -> None:
    guess = wrapped({"name": "viewer", "password": f"not {PASSWORD}"})

    reply = client.post("/api/session", data=guess, content_type=TYPE)

    # Whoever is not refused as a guesser has not had a password looked at.
    assert (reply.status_code, events(services)[-1].account_name) in ((401, "viewer"), (422, None))


def test_half_a_letter_in_a_name_is_refused_in_words_and_is_in_the_log(client: FlaskClient, services: Services) -> None:
    body = '{"name": "\\ud800", "password": "x"}'

    reply = client.post("/api/session", data=body, content_type=TYPE)

    assert reply.status_code == 422
    assert "Content-Security-Policy" in reply.headers
    assert [(event.action, event.outcome) for event in events(services)] == [("session.sign-in", "failed")]
