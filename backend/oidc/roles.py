"""What somebody may do here, by what a provider says of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from backend.access.roles import ROLES, Role

__all__ = ["parse_roles", "role_of", "shows_second_factor"]

# What RFC 8176 calls several factors, and what somebody has or is rather than knows.
SEVERAL = "mfa"
NOT_KNOWLEDGE = frozenset({"face", "fpt", "hwk", "iris", "otp", "retina", "sc", "sms", "swk", "tel", "vbm"})


def parse_roles(text: str) -> dict[str, Role]:
    """Read which value of the claim means which role.

    Args:
        text: `VALUE=ROLE; VALUE=ROLE`; a value may hold `=` and commas, as names in LDAP do.

    Raises:
        ValueError: it is not of that form, or names a role that there is not.
    """
    roles: dict[str, Role] = {}
    for part in filter(None, (part.strip() for part in text.split(";"))):
        value, _, role = (piece.strip() for piece in part.rpartition("="))
        if not value or role not in ROLES:
            raise ValueError(f"expected VALUE=ROLE with one of {', '.join(ROLES)}. Received: {part}")
        roles[value] = role
    return roles


def role_of(claims: Mapping[str, Any], *, claim: str, roles: Mapping[str, Role]) -> Role | None:
    """Give the highest role that the claims grant; None where they grant none.

    Args:
        claims: of an ID token.
        claim: the one that counts; `a.b` is `b` inside of `a` where there is no claim of that name.
        roles: from `parse_roles`.
    """
    found: Any = claims.get(claim)
    if found is None:
        found = claims
        for step in claim.split("."):
            found = found.get(step) if isinstance(found, Mapping) else None
    values = [found] if isinstance(found, str) else found if isinstance(found, list) else []
    granted = [roles[value] for value in values if isinstance(value, str) and value in roles]
    return max(granted, key=ROLES.index, default=None)


def shows_second_factor(claims: Mapping[str, Any]) -> bool:
    """Tell whether the provider says that it asked for more than a password.

    Source: RFC 8176, section 2.
    """
    methods = claims.get("amr")
    if not isinstance(methods, list):
        return False
    named = {method for method in methods if isinstance(method, str)}
    return SEVERAL in named or (len(named) > 1 and not named.isdisjoint(NOT_KNOWLEDGE))
