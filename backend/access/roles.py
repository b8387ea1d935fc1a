"""Roles, and the marks that say which one a view needs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Literal, TypeVar, get_args

__all__ = ["ROLES", "Role", "mark", "needed_role", "open_to_everyone", "require_role", "satisfies"]

Role = Literal["viewer", "radiologist", "admin"]
# In order: each may do what those before it may.
ROLES: tuple[Role, ...] = get_args(Role)

View = TypeVar("View", bound=Callable[..., Any])
MARK = "needed_role"


def require_role(role: Role) -> Callable[[View], View]:
    """Mark a view as needing a role; a view without a mark needs an account of any role.

    The mark is read by `backend.access.guard` before the view runs, whatever order the decorators are in.
    """
    return lambda view: mark(view, MARK, role)


def open_to_everyone(view: View) -> View:
    """Mark a view as needing no account."""
    return mark(view, MARK, None)


def needed_role(view: Callable[..., Any]) -> Role | None:
    """Tell which role a view needs; None where it is open to everyone."""
    role: Role | None = getattr(view, MARK, ROLES[0])
    return role


def satisfies(role: Role, *, needed: Role) -> bool:
    """Tell whether a role may do what needs another."""
    return ROLES.index(role) >= ROLES.index(needed)


def mark(view: View, name: str, value: object) -> View:
    """Mark a view for the gate."""
    # flask-openapi3 keeps the function that Flask calls in `view.view`, once a route decorator has run.
    for function in (view, getattr(view, "view", None)):
        if function is not None:
            setattr(function, name, value)
    return view
