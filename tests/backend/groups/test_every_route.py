"""Every route with a record of a study in its address, as somebody of another group: a new one is tried by itself."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from backend.access import ROLES, Role
from backend.groups.gate import LIMITED, UNLIMITED
from db.models import Study
from tests.backend.groups.conftest import Member

# What else is in an address, so that it leads somewhere.
ELSE = {"channel": "flair", "axis": "axial", "index": 18}
NOBODYS = 999_999


def limited_calls(app: Flask) -> Iterator[tuple[str, Rule]]:
    """Give every method of every route that names a record of a study."""
    for rule in app.url_map.iter_rules():
        if set(rule.arguments) & set(LIMITED):
            for method in sorted((rule.methods or set()) - {"OPTIONS"}):
                yield method, rule


def address(rule: Rule, numbers: dict[str, int]) -> str:
    """Fill in a rule's variables."""
    built = rule.build({name: numbers[name] if name in numbers else ELSE[name] for name in rule.arguments})
    assert built is not None
    return built[1]


def test_every_number_in_an_address_is_known_to_the_gate_or_to_be_no_patients(app: Flask) -> None:
    numbers = {name for rule in app.url_map.iter_rules() for name in rule.arguments if name.endswith("_id")}

    assert numbers == set(LIMITED) | UNLIMITED


@pytest.mark.parametrize("role", [role for role in ROLES if role != "admin"])
def test_what_is_another_groups_is_not_there_in_any_route(
    app: Flask, member: Member, hidden: dict[str, int], role: Role
) -> None:
    stranger = member("stranger", "Oncology", role=role)
    nobodys = dict.fromkeys(LIMITED, NOBODYS)

    for method, rule in limited_calls(app):
        call = (method, rule.rule)
        reply = stranger.open(address(rule, hidden), method=method)
        unknown = stranger.open(address(rule, nobodys), method=method)
        if reply.status_code == 403:
            # Nobody of this role may do this to any study, which says nothing of this one.
            assert (call, role, unknown.status_code) == (call, "viewer", 403)
        else:
            assert (call, reply.status_code) == (call, 404)
        assert (call, reply.get_data()) == (call, unknown.get_data())


def test_those_of_the_group_and_administrators_get_an_answer_in_every_route(
    app: Flask, surgeon: FlaskClient, admin: FlaskClient, hidden: dict[str, int]
) -> None:
    for method, rule in limited_calls(app):
        if method != "DELETE" and not rule.rule.endswith("/restore"):
            for browser in (surgeon, admin):
                with browser.open(address(rule, hidden), method=method) as reply:
                    assert reply.status_code not in (403, 404), rule.rule


def test_nothing_was_changed_by_those_who_do_not_see_it(
    app: Flask, services: Any, stranger: FlaskClient, surgeon: FlaskClient, hidden: dict[str, int]
) -> None:
    before = surgeon.get(f"/api/studies/{hidden['study_id']}").json
    for method, rule in limited_calls(app):
        stranger.open(address(rule, hidden), method=method, json={"description": "mine", "name": "mine"})

    assert surgeon.get(f"/api/studies/{hidden['study_id']}").json == before
    with services.database.read() as session:
        assert session.get(Study, hidden["study_id"]).deleted_at is None
