"""What an account has chosen, in whichever browser."""

from __future__ import annotations

from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, update

from backend.services import Services
from db.models import Account, AuditEvent
from tests.backend.conftest import PASSWORD

ADDRESS = "/api/session/preferences"
PANELS = ("beside", "beside_one", "result", "regions", "window", "measurements", "downloads")


def chosen(*, convention: str | None = None, palette: str | None = None, **panels: bool) -> dict[str, Any]:
    return {"convention": convention, "palette": palette, "panels": dict.fromkeys(PANELS) | panels}


def test_nobody_has_chosen_at_first(viewer: FlaskClient) -> None:
    assert viewer.get(ADDRESS).json == chosen()
    assert viewer.get("/api/session").json["preferences"] == chosen()


@pytest.mark.parametrize(
    ("change", "kept"),
    [
        ({"convention": "neurological"}, chosen(convention="neurological")),
        ({"palette": "colour-blind"}, chosen(palette="colour-blind")),
        ({"panels": {"result": True, "window": False}}, chosen(result=True, window=False)),
    ],
)
def test_what_is_chosen_holds_at_the_next_sign_in_in_another_browser(
    viewer: FlaskClient, client: FlaskClient, change: dict[str, Any], kept: dict[str, Any]
) -> None:
    reply = viewer.patch(ADDRESS, json=change)

    assert reply.status_code == 200
    assert reply.json == kept
    signed_in = client.post("/api/session", json={"name": "viewer", "password": PASSWORD})
    assert signed_in.json["preferences"] == kept
    assert client.get(ADDRESS).json == kept
    viewer.patch(ADDRESS, json={"convention": "radiological"})
    assert client.get("/api/session").json["preferences"] == kept | {"convention": "radiological"}


def test_what_is_left_out_stays(viewer: FlaskClient) -> None:
    viewer.patch(ADDRESS, json={"convention": "neurological", "panels": {"window": False}})

    viewer.patch(ADDRESS, json={"panels": {"result": True}})
    viewer.patch(ADDRESS, json={"palette": "colour-blind"})
    viewer.patch(ADDRESS, json={})

    kept = chosen(convention="neurological", palette="colour-blind", window=False, result=True)
    assert viewer.get(ADDRESS).json == kept


def test_a_null_is_as_if_nothing_had_been_chosen(viewer: FlaskClient) -> None:
    viewer.patch(ADDRESS, json={"palette": "colour-blind", "panels": {"window": False, "result": True}})

    assert viewer.patch(ADDRESS, json={"panels": {"window": None}}).json == chosen(palette="colour-blind", result=True)
    assert viewer.patch(ADDRESS, json={"palette": None, "panels": None}).json == chosen()


def test_it_is_the_accounts_own_and_nobody_elses(
    viewer: FlaskClient, radiologist: FlaskClient, services: Services
) -> None:
    viewer.patch(ADDRESS, json={"convention": "neurological"})

    assert radiologist.get("/api/session").json["preferences"] == chosen()
    with services.database.read() as session:
        kept = {account.name: account.convention for account in session.scalars(select(Account))}
    assert kept == {"viewer": "neurological", "radiologist": None}


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({"convention": "upside-down"}, "convention"),
        ({"convention": 1}, "convention"),
        ({"palette": "sepia"}, "palette"),
        ({"panels": {"window": "no"}}, "panels.window"),
        ({"panels": {"cellar": True}}, "panels.cellar"),
        ({"panels": []}, "panels"),
        ({"theme": "dark"}, "theme"),
    ],
)
def test_what_cannot_be_chosen_is_refused_and_changes_nothing(
    viewer: FlaskClient, body: dict[str, Any], field: str
) -> None:
    viewer.patch(ADDRESS, json={"convention": "neurological", "panels": {"window": False}})

    reply = viewer.patch(ADDRESS, json=body)

    assert reply.status_code == 422
    assert reply.json["errors"][0]["field"] == field
    assert viewer.get(ADDRESS).json == chosen(convention="neurological", window=False)


def test_a_panel_that_the_page_has_no_more_is_left_out(viewer: FlaskClient, services: Services) -> None:
    with services.database.write() as session:
        session.execute(update(Account).values(panels={"cellar": True, "window": False}))

    assert viewer.get(ADDRESS).json == chosen(window=False)


def test_the_change_is_in_the_audit_log(viewer: FlaskClient, services: Services) -> None:
    viewer.patch(ADDRESS, json={"convention": "neurological"})

    with services.database.read() as session:
        events = session.scalars(select(AuditEvent).where(AuditEvent.action == "session.preferences")).all()
    assert [(event.outcome, event.account_name) for event in events] == [("begun", "viewer"), ("done", "viewer")]


def test_it_needs_the_csrf_token(viewer: FlaskClient) -> None:
    reply = viewer.patch(ADDRESS, json={"convention": "neurological"}, headers={"X-CSRF-Token": "wrong"})

    assert reply.status_code == 403
    assert viewer.get(ADDRESS).json == chosen()
