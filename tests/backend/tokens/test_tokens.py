"""Tokens for programs."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, update

from backend.access import Role
from backend.services import Services
from db.models import Token
from db.types import utc_now
from tests.backend.conftest import SignIn


def own_tokens(client: FlaskClient) -> str:
    return f"/api/accounts/{client.get('/api/session').json['account']['id']}/tokens"


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def test_a_token_acts_with_the_role_of_its_account(viewer: FlaskClient, client: FlaskClient) -> None:
    issued = viewer.post(own_tokens(viewer), json={"name": "script"})

    assert issued.status_code == 201
    headers = bearer(issued.json["token"])
    own = viewer.get("/api/session").get_json()
    assert client.get("/api/session", headers=headers).json == own | {"csrf_token": None}
    assert client.post("/api/patients", json={"mrn": "A", "name": "B"}, headers=headers).status_code == 403


def test_the_key_is_shown_once_and_not_kept(viewer: FlaskClient, services: Services) -> None:
    issued = viewer.post(own_tokens(viewer), json={"name": "script"}).json

    listed = viewer.get(own_tokens(viewer)).json["items"]
    assert [set(item) for item in listed] == [{"id", "name", "role", "created_at", "expires_at", "last_used_at"}]
    with services.database.read() as session:
        assert issued["token"] not in (session.scalars(select(Token.secret_hash)).one())


def test_a_token_says_when_it_was_used(viewer: FlaskClient, client: FlaskClient) -> None:
    issued = viewer.post(own_tokens(viewer), json={"name": "script"}).json
    assert issued["last_used_at"] is None

    client.get("/api/session", headers=bearer(issued["token"]))

    assert viewer.get(own_tokens(viewer)).json["items"][0]["last_used_at"] is not None


def test_a_withdrawn_token_is_worthless(viewer: FlaskClient, client: FlaskClient) -> None:
    issued = viewer.post(own_tokens(viewer), json={"name": "script"}).json

    assert viewer.delete(f"/api/tokens/{issued['id']}").status_code == 204

    assert client.get("/api/session", headers=bearer(issued["token"])).status_code == 401
    assert viewer.get(own_tokens(viewer)).json["total"] == 0


def test_the_tokens_of_others_are_not_there(viewer: FlaskClient, radiologist: FlaskClient) -> None:
    issued = radiologist.post(own_tokens(radiologist), json={"name": "script"}).json

    assert viewer.get(own_tokens(radiologist)).status_code == 404
    assert viewer.post(own_tokens(radiologist), json={"name": "mine"}).status_code == 404
    assert viewer.delete(f"/api/tokens/{issued['id']}").status_code == 404
    assert radiologist.get(own_tokens(radiologist)).json["total"] == 1


def test_an_administrator_issues_and_withdraws_for_others(admin: FlaskClient, viewer: FlaskClient) -> None:
    issued = admin.post(own_tokens(viewer), json={"name": "for you"})

    assert issued.status_code == 201
    assert viewer.get(own_tokens(viewer)).json["total"] == 1
    assert admin.delete(f"/api/tokens/{issued.json['id']}").status_code == 204


def test_an_account_that_is_not_there_has_no_tokens(admin: FlaskClient) -> None:
    assert admin.get("/api/accounts/999999/tokens").status_code == 404
    assert admin.post("/api/accounts/999999/tokens", json={"name": "x"}).status_code == 404


def test_a_token_of_a_disabled_account_is_worthless(
    admin: FlaskClient, viewer: FlaskClient, client: FlaskClient
) -> None:
    address = own_tokens(viewer)
    issued = viewer.post(address, json={"name": "script"}).json

    admin.patch(address.removesuffix("/tokens"), json={"disabled": True})

    assert client.get("/api/session", headers=bearer(issued["token"])).status_code == 401


def test_a_token_may_do_less_than_its_account(radiologist: FlaskClient, client: FlaskClient) -> None:
    issued = radiologist.post(own_tokens(radiologist), json={"name": "reader", "role": "viewer"}).json

    headers = bearer(issued["token"])
    assert issued["role"] == "viewer"
    assert client.get("/api/session", headers=headers).json["account"]["role"] == "viewer"
    assert client.get("/api/patients", headers=headers).status_code == 200
    assert client.post("/api/patients", json={"mrn": "A", "name": "B"}, headers=headers).status_code == 403


def test_a_token_may_never_do_more_than_its_account(
    viewer: FlaskClient, radiologist: FlaskClient, admin: FlaskClient, client: FlaskClient
) -> None:
    refused = viewer.post(own_tokens(viewer), json={"name": "more", "role": "admin"})
    assert refused.status_code == 422
    assert [error["field"] for error in refused.json["errors"]] == ["role"]

    address = own_tokens(radiologist)
    issued = radiologist.post(address, json={"name": "script", "role": "radiologist"}).json
    admin.patch(address.removesuffix("/tokens"), json={"role": "viewer"})

    assert client.get("/api/session", headers=bearer(issued["token"])).json["account"]["role"] == "viewer"


def test_a_token_ends_after_a_year_unless_it_is_told_otherwise(viewer: FlaskClient) -> None:
    days = {
        more.get("expires_in_days", 365): viewer.post(own_tokens(viewer), json={"name": "script"} | more).json
        for more in ({}, {"expires_in_days": 1}, {"expires_in_days": 1095})
    }

    for count, issued in days.items():
        lasts = datetime.fromisoformat(issued["expires_at"]) - datetime.fromisoformat(issued["created_at"])
        assert abs(lasts - timedelta(days=count)) < timedelta(minutes=1)


@pytest.mark.parametrize("days", [0, -1, 1096, None, "x"])
def test_a_token_lasts_from_a_day_to_three_years(viewer: FlaskClient, days: object) -> None:
    reply = viewer.post(own_tokens(viewer), json={"name": "script", "expires_in_days": days})

    assert reply.status_code == 422
    assert [error["field"] for error in reply.json["errors"]] == ["expires_in_days"]


def test_a_token_that_has_ended_is_worthless(viewer: FlaskClient, client: FlaskClient, services: Services) -> None:
    issued = viewer.post(own_tokens(viewer), json={"name": "script"}).json
    with services.database.write() as session:
        session.execute(update(Token).values(expires_at=utc_now()))

    assert client.get("/api/session", headers=bearer(issued["token"])).status_code == 401


def test_a_token_from_before_tokens_ended_goes_on(viewer: FlaskClient, client: FlaskClient, services: Services) -> None:
    issued = viewer.post(own_tokens(viewer), json={"name": "script"}).json
    with services.database.write() as session:
        session.execute(update(Token).values(expires_at=None, role=None))

    assert client.get("/api/session", headers=bearer(issued["token"])).status_code == 200


def test_a_program_makes_itself_no_other_token(admin: FlaskClient, client: FlaskClient) -> None:
    issued = admin.post(own_tokens(admin), json={"name": "script", "expires_in_days": 1}).json

    reply = client.post(own_tokens(admin), json={"name": "for longer"}, headers=bearer(issued["token"]))

    assert reply.status_code == 403
    assert admin.get(own_tokens(admin)).json["total"] == 1


@pytest.mark.parametrize(("owner", "scope"), [("viewer", None), ("radiologist", "viewer"), ("admin", "radiologist")])
def test_who_finds_the_token_of_a_program_can_neither_watch_nor_lock_out_its_owner(
    sign_in: SignIn, client: FlaskClient, owner: Role, scope: Role | None
) -> None:
    person = sign_in(owner)
    account_id = person.get("/api/session").json["account"]["id"]
    found, other = (person.post(own_tokens(person), json={"name": "x", "role": scope}).json for _ in range(2))
    (session,) = person.get(f"/api/accounts/{account_id}/sessions").json["items"]

    for method, address in (
        ("GET", f"/api/accounts/{account_id}/sessions"),
        ("DELETE", f"/api/accounts/{account_id}/sessions"),
        ("DELETE", f"/api/sessions/{session['id']}"),
        ("DELETE", "/api/session/everywhere"),
        ("GET", own_tokens(person)),
        ("POST", own_tokens(person)),
        ("DELETE", f"/api/tokens/{other['id']}"),
    ):
        reply = client.open(address, method=method, json={"name": "y"}, headers=bearer(found["token"]))
        assert (address, reply.status_code) == (address, 403)

    assert person.get("/api/session").status_code == 200
    assert person.get(own_tokens(person)).json["total"] == 2


def test_a_program_that_administers_ends_what_an_administrator_may(
    admin: FlaskClient, viewer: FlaskClient, client: FlaskClient
) -> None:
    issued = admin.post(own_tokens(admin), json={"name": "leavers"}).json
    account_id = viewer.get("/api/session").json["account"]["id"]

    ended = client.delete(f"/api/accounts/{account_id}/sessions", headers=bearer(issued["token"]))

    assert ended.status_code == 204
    assert viewer.get("/api/session").status_code == 401
