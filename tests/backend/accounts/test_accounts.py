"""Accounts, for administrators."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from backend.access import Role
from backend.services import Services
from db.models import Account
from tests.backend.conftest import PASSWORD, SignIn

KIM = {"name": "Kim", "password": "a long enough one", "role": "radiologist"}


def own_id(client: FlaskClient) -> int:
    number: int = client.get("/api/session").json["account"]["id"]
    return number


def test_an_administrator_makes_an_account_that_can_sign_in(admin: FlaskClient, client: FlaskClient) -> None:
    made = admin.post("/api/accounts", json=KIM)

    assert made.status_code == 201
    assert {"name": "Kim", "role": "radiologist", "disabled": False}.items() <= made.get_json().items()
    assert client.post("/api/session", json={"name": "Kim", "password": KIM["password"]}).status_code == 200


def test_accounts_are_listed_by_name_in_pages(admin: FlaskClient) -> None:
    admin.post("/api/accounts", json=KIM)

    first = admin.get("/api/accounts?per_page=1").json
    second = admin.get("/api/accounts?per_page=1&page=2").json

    assert [item["name"] for item in first["items"] + second["items"]] == ["Kim", "admin"]
    assert (first["total"], first["page"], first["per_page"]) == (2, 1, 1)


def test_no_reply_shows_a_password_or_its_hash(admin: FlaskClient, services: Services) -> None:
    text = admin.post("/api/accounts", json=KIM).text + admin.get("/api/accounts").text

    assert "password" not in text
    assert "argon2" not in text


def test_passwords_are_kept_as_argon2_hashes(admin: FlaskClient, services: Services) -> None:
    admin.post("/api/accounts", json=KIM)

    with services.database.read() as session:
        hashes = session.scalars(select(Account.password_hash)).all()
    assert all(hashed.startswith("$argon2id$") for hashed in hashes)


def test_a_name_is_taken_once(admin: FlaskClient) -> None:
    admin.post("/api/accounts", json=KIM)

    reply = admin.post("/api/accounts", json=KIM | {"name": "  Kim "})

    assert reply.status_code == 409
    assert reply.json["detail"] == "There is already an account Kim."


@pytest.mark.parametrize(
    ("change", "field"),
    [({"name": " "}, "name"), ({"password": "short"}, "password"), ({"role": "boss"}, "role"), ({"age": 3}, "age")],
)
def test_what_is_wrong_with_a_new_account_is_said_by_field(
    admin: FlaskClient, change: dict[str, object], field: str
) -> None:
    reply = admin.post("/api/accounts", json=KIM | change)

    assert reply.status_code == 422
    assert [error["field"] for error in reply.json["errors"]] == [field]


def test_disabling_an_account_signs_it_out(admin: FlaskClient, viewer: FlaskClient) -> None:
    reply = admin.patch(f"/api/accounts/{own_id(viewer)}", json={"disabled": True})

    assert reply.json["disabled"] is True
    assert viewer.get("/api/session").status_code == 401


def test_resetting_a_password_signs_its_account_out(
    admin: FlaskClient, viewer: FlaskClient, client: FlaskClient
) -> None:
    number = own_id(viewer)

    assert admin.patch(f"/api/accounts/{number}", json={"password": "yet another phrase"}).status_code == 200

    assert viewer.get("/api/session").status_code == 401
    assert client.post("/api/session", json={"name": "viewer", "password": PASSWORD}).status_code == 401
    assert client.post("/api/session", json={"name": "viewer", "password": "yet another phrase"}).status_code == 200


@pytest.mark.parametrize("change", [{"disabled": True}, {"role": "viewer"}])
def test_the_last_administrator_stays(admin: FlaskClient, change: dict[str, object]) -> None:
    reply = admin.patch(f"/api/accounts/{own_id(admin)}", json=change)

    assert reply.status_code == 409
    assert admin.get("/api/accounts").status_code == 200


def test_with_a_second_administrator_the_first_may_go(admin: FlaskClient) -> None:
    admin.post("/api/accounts", json=KIM | {"role": "admin"})

    assert admin.patch(f"/api/accounts/{own_id(admin)}", json={"disabled": True}).status_code == 200


def test_a_disabled_administrator_does_not_count(admin: FlaskClient) -> None:
    other = admin.post("/api/accounts", json=KIM | {"role": "admin"}).json
    admin.patch(f"/api/accounts/{other['id']}", json={"disabled": True})

    assert admin.patch(f"/api/accounts/{own_id(admin)}", json={"role": "viewer"}).status_code == 409


def test_an_empty_change_changes_nothing(admin: FlaskClient) -> None:
    number = own_id(admin)

    reply = admin.patch(f"/api/accounts/{number}", json={})

    assert reply.status_code == 200
    assert (reply.json["role"], reply.json["disabled"]) == ("admin", False)


def test_an_unknown_account_is_404(admin: FlaskClient) -> None:
    assert admin.patch("/api/accounts/999999", json={"disabled": True}).status_code == 404


@pytest.mark.parametrize("role", ["viewer", "radiologist"])
def test_only_administrators_see_accounts(sign_in: SignIn, role: Role) -> None:
    reply = sign_in(role).get("/api/accounts")

    assert reply.status_code == 403
    assert "admin" in reply.json["detail"]
