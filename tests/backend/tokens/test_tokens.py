"""Tokens for programs."""

from __future__ import annotations

from flask.testing import FlaskClient
from sqlalchemy import select

from backend.services import Services
from db.models import Token


def own_tokens(client: FlaskClient) -> str:
    return f"/api/accounts/{client.get('/api/session').json['account']['id']}/tokens"


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def test_a_token_acts_with_the_role_of_its_account(viewer: FlaskClient, client: FlaskClient) -> None:
    issued = viewer.post(own_tokens(viewer), json={"name": "script"})

    assert issued.status_code == 201
    headers = bearer(issued.json["token"])
    assert client.get("/api/session", headers=headers).json == viewer.get("/api/session").json | {"csrf_token": None}
    assert client.post("/api/patients", json={"mrn": "A", "name": "B"}, headers=headers).status_code == 403


def test_the_key_is_shown_once_and_not_kept(viewer: FlaskClient, services: Services) -> None:
    issued = viewer.post(own_tokens(viewer), json={"name": "script"}).json

    listed = viewer.get(own_tokens(viewer)).json["items"]
    assert [set(item) for item in listed] == [{"id", "name", "created_at", "last_used_at"}]
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
