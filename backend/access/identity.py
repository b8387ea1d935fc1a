"""The account behind a request."""

from __future__ import annotations

from dataclasses import dataclass

from flask import g

from backend.access.roles import Role
from backend.errors import NotSignedIn

__all__ = ["Identity", "current_identity", "set_identity"]


@dataclass(frozen=True)
class Identity:
    """Who is asking, and how they showed it.

    Args:
        account_id: id of the account.
        name: its name.
        role: its role.
        session_id: id of the browser's session; None for a program with a token.
        csrf_token: what a browser must repeat in X-CSRF-Token; None for a program.
        second_factor: whether a second factor was shown when the browser's session was opened, or since.
    """

    account_id: int
    name: str
    role: Role
    session_id: int | None = None
    csrf_token: str | None = None
    second_factor: bool = False


def set_identity(identity: Identity | None) -> None:
    """Remember who sent this request."""
    g.neuroslice_identity = identity


def current_identity() -> Identity:
    """Give the account that sent this request.

    Raises:
        NotSignedIn: there is none.
    """
    identity: Identity | None = g.get("neuroslice_identity")
    if identity is None:
        raise NotSignedIn("Please sign in first.", headers={"WWW-Authenticate": 'Bearer realm="neuroslice"'})
    return identity
