"""Every route times every role: a table that a new route has to be entered in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from backend.access import ROLES, Role
from backend.access.roles import needed_role
from tests.backend.conftest import SignIn

# Who may call what, as people read it: the least role, or "everyone" where no account is needed.
EVERYONE = "everyone"
TABLE = Path(__file__).parents[3] / "docs" / "roles.md"
LEAST_ROLE = {
    (method, rule): role
    for method, rule, role in re.findall(
        r"^\| ([A-Z]+) \| `(.+)` \| (\w+) \|$", TABLE.read_text(encoding="utf-8"), re.MULTILINE
    )
}
# Answered with 403 for another reason than the role: the code of the first run is wrong.
NOT_FOR_THE_ROLE = {("POST", "/api/first-run")}
# These would end the session that the next calls need.
ENDS_THE_SESSION = {("DELETE", "/api/session"), ("DELETE", "/api/session/everywhere")}


def calls(app: Flask) -> Iterator[tuple[str, Rule]]:
    """Give every method of every route."""
    for rule in app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}):
            yield method, rule


def address(rule: Rule) -> str:
    """Fill in a rule's variables, with numbers that no record has."""
    numbers = {name for name, converter in rule._converters.items() if "Integer" in type(converter).__name__}
    built = rule.build({name: 999_999 if name in numbers else "x" for name in rule.arguments})
    assert built is not None
    return built[1]


def test_the_table_names_every_route_and_nothing_else(app: Flask) -> None:
    assert {(method, rule.rule) for method, rule in calls(app)} == set(LEAST_ROLE)


def test_every_view_is_marked_as_the_table_says(app: Flask) -> None:
    marked = {(method, rule.rule): needed_role(app.view_functions[rule.endpoint]) for method, rule in calls(app)}

    assert {call: role or EVERYONE for call, role in marked.items()} == LEAST_ROLE


@pytest.mark.parametrize("role", [None, *ROLES])
def test_a_role_gets_where_the_table_lets_it_and_nowhere_else(
    app: Flask, client: FlaskClient, sign_in: SignIn, role: Role | None
) -> None:
    browser = client if role is None else sign_in(role)
    refusal = 401 if role is None else 403

    for method, rule in calls(app):
        call = (method, rule.rule)
        if role is not None and call in ENDS_THE_SESSION:
            continue
        status = browser.open(address(rule), method=method).status_code
        least = LEAST_ROLE[call]
        allowed = least == EVERYONE or (role is not None and ROLES.index(role) >= ROLES.index(least))
        if call in NOT_FOR_THE_ROLE:
            assert (call, status) == (call, 422)
        elif allowed:
            assert status not in (401, 403), (call, role)
        else:
            assert (call, status) == (call, refusal)
        # A server that fails has not decided anything.
        assert status < 500 or status == 503, (call, role, status)
