"""What an account has chosen, in whichever browser."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from backend.services import Services
from db.models import Account, AuditEvent
from tests.backend.conftest import PASSWORD

ADDRESS = "/api/session/preferences"


def test_nobody_has_chosen_at_first(viewer: FlaskClient) -> None:
    assert viewer.get(ADDRESS).json == {"convention": None}
    assert viewer.get("/api/session").json["preferences"] == {"convention": None}


def test_what_is_chosen_holds_at_the_next_sign_in_in_another_browser(viewer: FlaskClient, client: FlaskClient) -> None:
    reply = viewer.put(ADDRESS, json={"convention": "neurological"})

    assert reply.status_code == 200
    assert reply.json == {"convention": "neurological"}
    signed_in = client.post("/api/session", json={"name": "viewer", "password": PASSWORD})
    assert signed_in.json["preferences"] == {"convention": "neurological"}
    assert client.get(ADDRESS).json == {"convention": "neurological"}
    viewer.put(ADDRESS, json={"convention": "radiological"})
    assert client.get("/api/session").json["preferences"] == {"convention": "radiological"}


def test_it_is_the_accounts_own_and_nobody_elses(
    viewer: FlaskClient, radiologist: FlaskClient, services: Services
) -> None:
    viewer.put(ADDRESS, json={"convention": "neurological"})

    assert radiologist.get("/api/session").json["preferences"] == {"convention": None}
    with services.database.read() as session:
        kept = {account.name: account.convention for account in session.scalars(select(Account))}
    assert kept == {"viewer": "neurological", "radiologist": None}


@pytest.mark.parametrize("body", [{}, {"convention": None}, {"convention": "upside-down"}, {"convention": 1}])
def test_what_is_no_convention_is_refused_and_changes_nothing(viewer: FlaskClient, body: dict[str, object]) -> None:
    viewer.put(ADDRESS, json={"convention": "neurological"})

    reply = viewer.put(ADDRESS, json=body)

    assert reply.status_code == 422
    assert reply.json["errors"][0]["field"] == "convention"
    assert viewer.get(ADDRESS).json == {"convention": "neurological"}


def test_the_change_is_in_the_audit_log(viewer: FlaskClient, services: Services) -> None:
    viewer.put(ADDRESS, json={"convention": "neurological"})

    with services.database.read() as session:
        events = session.scalars(select(AuditEvent).where(AuditEvent.action == "session.preferences")).all()
    assert [(event.outcome, event.account_name) for event in events] == [("begun", "viewer"), ("done", "viewer")]


def test_it_needs_the_csrf_token(viewer: FlaskClient) -> None:
    reply = viewer.put(ADDRESS, json={"convention": "neurological"}, headers={"X-CSRF-Token": "wrong"})

    assert reply.status_code == 403
    assert viewer.get(ADDRESS).json == {"convention": None}
