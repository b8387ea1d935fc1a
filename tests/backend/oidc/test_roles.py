"""What a provider's claims mean here."""

from __future__ import annotations

from typing import Any

import pytest

from backend.oidc.roles import parse_roles, role_of, shows_second_factor

ROLES = parse_roles("cn=readers,ou=radiology=radiologist; nurses=viewer ;it = admin;")


def test_a_value_may_hold_what_names_in_directories_hold() -> None:
    assert ROLES == {"cn=readers,ou=radiology": "radiologist", "nurses": "viewer", "it": "admin"}


@pytest.mark.parametrize("text", ["it", "it=boss", "=admin", "it:admin"])
def test_what_is_no_rule_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="expected VALUE=ROLE"):
        parse_roles(text)


@pytest.mark.parametrize(
    ("claims", "role"),
    [
        ({"groups": ["nurses"]}, "viewer"),
        ({"groups": ["nurses", "it", "staff"]}, "admin"),
        ({"groups": "nurses"}, "viewer"),
        ({"groups": ["Nurses", "IT", "nurses "]}, None),
        ({"groups": []}, None),
        ({"groups": {"it": True}}, None),
        ({"groups": [["it"], None, 7]}, None),
        ({}, None),
    ],
)
def test_the_highest_role_counts_that_a_value_grants_exactly(claims: dict[str, Any], role: str | None) -> None:
    assert role_of(claims, claim="groups", roles=ROLES) == role


def test_a_claim_inside_of_another_is_found() -> None:
    nested = {"realm_access": {"roles": ["it"]}}

    assert role_of(nested, claim="realm_access.roles", roles=ROLES) == "admin"
    assert role_of({"https://x.example/roles": ["it"]}, claim="https://x.example/roles", roles=ROLES) == "admin"


@pytest.mark.parametrize(
    ("methods", "shown"),
    [
        (["mfa"], True),
        (["pwd", "otp"], True),
        (["pwd", "hwk", "user"], True),
        (["pwd"], False),
        (["otp"], False),
        (["pwd", "user"], False),
        ([], False),
        ("mfa", False),
        (None, False),
        ([{"mfa": 1}], False),
    ],
)
def test_a_second_factor_is_one_that_the_provider_says_it_asked_for(methods: object, shown: bool) -> None:
    assert shows_second_factor({"amr": methods}) is shown
