"""Administrators make groups and put accounts into them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from backend.services import Services
from db.models import AuditEvent
from tests.support.studies import purge

NAME = "Neurosurgery"


@pytest.fixture
def made(admin: FlaskClient) -> dict[str, Any]:
    """Make a group."""
    reply = admin.post("/api/groups", json={"name": f"  {NAME} "})
    assert reply.status_code == 201, reply.json
    group: dict[str, Any] = reply.get_json()
    return group


def names(browser: FlaskClient) -> list[str]:
    """Name the groups that somebody may choose from."""
    return [group["name"] for group in browser.get("/api/groups").json["items"]]


def test_groups_are_made_renamed_and_deleted(admin: FlaskClient, made: dict[str, Any]) -> None:
    admin.post("/api/groups", json={"name": "Oncology"})
    assert (made["name"], names(admin)) == (NAME, [NAME, "Oncology"])

    assert admin.patch(f"/api/groups/{made['id']}", json={"name": "Radiology"}).json["name"] == "Radiology"
    assert names(admin) == ["Oncology", "Radiology"]

    assert admin.delete(f"/api/groups/{made['id']}").status_code == 204
    assert admin.delete(f"/api/groups/{made['id']}").status_code == 404
    assert names(admin) == ["Oncology"]


def test_two_groups_do_not_have_one_name(admin: FlaskClient, made: dict[str, Any]) -> None:
    other = admin.post("/api/groups", json={"name": "Oncology"}).json

    for reply in (
        admin.post("/api/groups", json={"name": NAME}),
        admin.patch(f"/api/groups/{other['id']}", json={"name": NAME}),
    ):
        assert (reply.status_code, reply.json["errors"][0]["field"]) == (409, "name")


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "x" * 129, 7, None])
def test_a_name_that_is_none_is_refused(admin: FlaskClient, name: Any) -> None:
    assert admin.post("/api/groups", json={"name": name}).status_code == 422


def test_accounts_are_put_into_a_group_and_taken_out(
    services: Services, admin: FlaskClient, radiologist: FlaskClient, made: dict[str, Any]
) -> None:
    account = services.accounts.by_name("radiologist")
    address = f"/api/groups/{made['id']}/accounts"
    assert names(radiologist) == []

    for _ in range(2):
        assert admin.put(f"{address}/{account.id}").status_code == 204
    assert [each["name"] for each in admin.get(address).json["items"]] == ["radiologist"]
    assert names(radiologist) == [NAME]

    for _ in range(2):
        assert admin.delete(f"{address}/{account.id}").status_code == 204
    assert admin.get(address).json["items"] == []
    assert names(radiologist) == []


def test_there_must_be_such_a_group_and_such_an_account(admin: FlaskClient, made: dict[str, Any]) -> None:
    assert admin.put(f"/api/groups/{made['id']}/accounts/999").status_code == 404
    assert admin.put("/api/groups/999/accounts/1").status_code == 404
    assert admin.get("/api/groups/999/accounts").status_code == 404
    assert admin.patch("/api/groups/999", json={"name": "x"}).status_code == 404


def test_a_group_with_studies_is_not_deleted_so_that_they_do_not_become_everybodys(
    services: Services, admin: FlaskClient, limited: dict[str, Any]
) -> None:
    study = limited["study"]
    address = f"/api/groups/{study['group']['id']}"

    assert admin.delete(address).status_code == 409
    admin.delete(f"/api/studies/{study['id']}")
    assert admin.delete(address).status_code == 409
    purge(services)
    assert admin.delete(address).status_code == 409
    admin.delete(f"/api/patients/{study['patient']['id']}")
    purge(services)
    assert admin.delete(address).status_code == 204


def test_who_is_put_into_which_group_and_which_study_is_given_to_it_is_in_the_log(
    services: Services, admin: FlaskClient, made: dict[str, Any], study: dict[str, Any]
) -> None:
    account = services.accounts.by_name("radiologist")
    admin.put(f"/api/groups/{made['id']}/accounts/{account.id}")
    admin.patch(f"/api/studies/{study['id']}", json={"group_id": made["id"]})
    admin.patch(f"/api/studies/{study['id']}", json={"group_id": None})

    with services.database.read() as session:
        done = session.scalars(select(AuditEvent).where(AuditEvent.outcome == "done").order_by(AuditEvent.id)).all()
    events = [
        (event.action, event.target_id, json.loads(event.detail)) for event in done if event.account_name == "admin"
    ]
    assert events == [
        ("group.create", made["id"], {"fields": ["name"]}),
        ("group.add", made["id"], {"account_id": account.id}),
        ("study.change", study["id"], {"fields": ["group_id"], "group_id": made["id"]}),
        ("study.change", study["id"], {"fields": ["group_id"], "group_id": 0}),
    ]
