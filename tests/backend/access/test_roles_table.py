"""Every route times every role: a table that a new route has to be entered in."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.routing import Rule

from backend.access import ROLES, Role
from backend.access.roles import needed_role
from tests.backend.conftest import SignIn

# Who may call what: the least role, or "everyone" where no account is needed.
EVERYONE = "everyone"
LEAST_ROLE = {
    ("GET", "/"): EVERYONE,
    ("GET", "/<path:path>"): EVERYONE,
    # Open to whoever has its own token, or sits at this machine.
    ("GET", "/metrics"): EVERYONE,
    ("GET", "/api/health"): EVERYONE,
    ("GET", "/api/ready"): EVERYONE,
    ("GET", "/api/first-run"): EVERYONE,
    ("POST", "/api/first-run"): EVERYONE,
    ("POST", "/api/session"): EVERYONE,
    ("GET", "/api/session/provider"): EVERYONE,
    ("GET", "/api/session/provider/address"): EVERYONE,
    ("POST", "/api/session/provider/return"): EVERYONE,
    ("GET", "/api/session"): "viewer",
    ("DELETE", "/api/session"): "viewer",
    ("DELETE", "/api/session/everywhere"): "viewer",
    ("PUT", "/api/session/password"): "viewer",
    ("GET", "/api/session/preferences"): "viewer",
    ("PATCH", "/api/session/preferences"): "viewer",
    ("GET", "/api/session/second-factor"): "viewer",
    ("POST", "/api/session/second-factor"): "viewer",
    ("PUT", "/api/session/second-factor"): "viewer",
    ("POST", "/api/session/second-factor/recovery-codes"): "viewer",
    ("POST", "/api/session/second-factor/removal"): "viewer",
    ("GET", "/api/accounts"): "admin",
    ("POST", "/api/accounts"): "admin",
    ("PATCH", "/api/accounts/<int:account_id>"): "admin",
    ("DELETE", "/api/accounts/<int:account_id>/second-factor"): "admin",
    ("GET", "/api/accounts/<int:account_id>/tokens"): "viewer",
    ("POST", "/api/accounts/<int:account_id>/tokens"): "viewer",
    ("DELETE", "/api/tokens/<int:token_id>"): "viewer",
    ("GET", "/api/accounts/<int:account_id>/sessions"): "viewer",
    ("DELETE", "/api/accounts/<int:account_id>/sessions"): "viewer",
    ("DELETE", "/api/sessions/<int:session_id>"): "viewer",
    ("GET", "/api/deletions"): "radiologist",
    ("GET", "/api/groups"): "viewer",
    ("POST", "/api/groups"): "admin",
    ("PATCH", "/api/groups/<int:group_id>"): "admin",
    ("DELETE", "/api/groups/<int:group_id>"): "admin",
    ("GET", "/api/groups/<int:group_id>/accounts"): "admin",
    ("PUT", "/api/groups/<int:group_id>/accounts/<int:account_id>"): "admin",
    ("DELETE", "/api/groups/<int:group_id>/accounts/<int:account_id>"): "admin",
    ("GET", "/api/audit"): "admin",
    ("GET", "/api/audit/actions"): "admin",
    ("GET", "/api/audit/events.csv"): "admin",
    ("GET", "/api/docs"): "viewer",
    ("GET", "/api/docs/assets/<path:name>"): "viewer",
    ("GET", "/api/docs/start.js"): "viewer",
    ("GET", "/api/openapi.json"): "viewer",
    ("GET", "/api/tasks"): "viewer",
    ("GET", "/api/patients"): "viewer",
    ("POST", "/api/patients"): "radiologist",
    ("GET", "/api/patients/<int:patient_id>"): "viewer",
    ("PATCH", "/api/patients/<int:patient_id>"): "radiologist",
    ("DELETE", "/api/patients/<int:patient_id>"): "radiologist",
    ("POST", "/api/patients/<int:patient_id>/restore"): "radiologist",
    ("GET", "/api/studies"): "viewer",
    ("POST", "/api/studies"): "radiologist",
    ("GET", "/api/studies/<int:study_id>"): "viewer",
    ("PATCH", "/api/studies/<int:study_id>"): "radiologist",
    ("DELETE", "/api/studies/<int:study_id>"): "radiologist",
    ("POST", "/api/studies/<int:study_id>/restore"): "radiologist",
    ("GET", "/api/studies/<int:study_id>/images/<channel>.nii.gz"): "viewer",
    ("GET", "/api/studies/<int:study_id>/images/<channel>/<axis>/<int:index>.png"): "viewer",
    ("GET", "/api/studies/<int:study_id>/measurements"): "viewer",
    ("POST", "/api/studies/<int:study_id>/measurements"): "radiologist",
    ("PATCH", "/api/measurements/<int:measurement_id>"): "radiologist",
    ("DELETE", "/api/measurements/<int:measurement_id>"): "radiologist",
    ("POST", "/api/studies/<int:study_id>/segmentations"): "radiologist",
    ("GET", "/api/segmentations/<int:segmentation_id>.nii.gz"): "viewer",
    ("GET", "/api/segmentations/<int:segmentation_id>/<axis>/<int:index>.png"): "viewer",
    ("GET", "/api/segmentations/<int:segmentation_id>/lesions"): "viewer",
    ("GET", "/api/segmentations/<int:segmentation_id>/profile"): "viewer",
    ("GET", "/api/segmentations/uncertainty-scale.png"): "viewer",
    ("GET", "/api/segmentations/<int:segmentation_id>/uncertainty.nii.gz"): "viewer",
    ("GET", "/api/jobs/<int:job_id>"): "viewer",
    ("DELETE", "/api/jobs/<int:job_id>"): "radiologist",
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
