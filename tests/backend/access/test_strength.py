"""Whose account must have a second factor does nothing else before it has one."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from backend.access import ROLES, Role
from backend.access.strength import comes_before_second_factor, must_have_second_factor
from backend.app import create_app
from backend.services import Services
from backend.settings import Settings
from tests.backend.access.test_roles_table import ENDS_THE_SESSION, EVERYONE, LEAST_ROLE, address, calls
from tests.backend.conftest import PASSWORD, SignIn

FIRST = {
    ("GET", "/api/session"),
    ("DELETE", "/api/session"),
    ("DELETE", "/api/session/everywhere"),
    ("GET", "/api/session/second-factor"),
    ("POST", "/api/session/second-factor"),
    ("PUT", "/api/session/second-factor"),
}


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Ask administrators for a second factor."""
    return settings.model_copy(update={"second_factor": "admins"})


@pytest.mark.parametrize(
    ("given", "must"),
    [
        ({}, set()),
        ({"behind_proxy": True}, {"admin"}),
        ({"second_factor": "optional", "behind_proxy": True}, set()),
        ({"second_factor": "admins"}, {"admin"}),
        ({"second_factor": "everyone"}, set(ROLES)),
    ],
)
def test_the_settings_say_who_must(given: dict[str, Any], must: set[Role]) -> None:
    settings = Settings(**given)

    assert {role for role in ROLES if must_have_second_factor(role, settings=settings)} == must


def test_an_administrator_without_one_gets_nowhere_but_to_setting_it_up(app: Flask, admin: FlaskClient) -> None:
    assert admin.get("/api/session").json["second_factor_missing"] is True

    for method, rule in calls(app):
        call = (method, rule.rule)
        if call in FIRST | ENDS_THE_SESSION or LEAST_ROLE[call] == EVERYONE:
            continue
        reply = admin.open(address(rule), method=method)
        assert (call, reply.status_code) == (call, 403)
        assert reply.json["detail"] == "Your account must have a second factor. Please set it up first."


def test_no_more_comes_before_it_than_has_to(app: Flask) -> None:
    marked = {
        (method, rule.rule)
        for method, rule in calls(app)
        if comes_before_second_factor(app.view_functions[rule.endpoint])
    }

    assert marked == FIRST


def test_others_and_programs_go_on_as_they_did(
    viewer: FlaskClient, sign_in: SignIn, client: FlaskClient, services: Services
) -> None:
    sign_in("admin")
    _, secret = services.tokens.issue(services.accounts.by_name("admin").id, name="script")

    assert viewer.get("/api/patients").status_code == 200
    assert client.get("/api/accounts", headers={"Authorization": f"Bearer {secret}"}).status_code == 200


def test_a_new_administrator_needs_one_from_the_next_request(viewer: FlaskClient, services: Services) -> None:
    account = services.accounts.by_name("viewer")
    services.accounts.create(name="root", password=PASSWORD, role="admin")

    services.accounts.change(account.id, role="admin")

    assert viewer.get("/api/patients").status_code == 403


@pytest.fixture
def bound(settings: Settings) -> Iterator[Flask]:
    """Make the application as it is served behind a proxy."""
    made = create_app(settings.model_copy(update={"second_factor": "auto", "behind_proxy": True}))
    yield made
    services: Services = made.extensions["neuroslice"]
    services.database.engine.dispose()


def test_the_first_administrator_behind_a_proxy_begins_with_it(bound: Flask) -> None:
    services: Services = bound.extensions["neuroslice"]
    code = services.first_run.code()

    made = bound.test_client().post("/api/first-run", json={"code": code, "name": "root", "password": PASSWORD})

    assert (made.status_code, made.json["second_factor_missing"]) == (201, True)
