"""Whose account must have a second factor, and what they may do before they have set it up."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from backend.access.identity import Identity
from backend.access.roles import Role, mark
from backend.settings import Settings

__all__ = [
    "before_second_factor",
    "comes_before_second_factor",
    "lacks_second_factor",
    "must_have_second_factor",
]

View = TypeVar("View", bound=Callable[..., Any])
MARK = "before_second_factor"


def before_second_factor(view: View) -> View:
    """Mark a view as open to an account that has yet to set up the second factor that it must have."""
    return mark(view, MARK, True)


def comes_before_second_factor(view: Callable[..., Any]) -> bool:
    """Tell whether a view has that mark."""
    return getattr(view, MARK, False)


def must_have_second_factor(role: Role, *, settings: Settings) -> bool:
    """Tell whether an account of a role must have a second factor.

    By default nobody must on one's own machine, and administrators must where a proxy lets others in.
    """
    rule = settings.second_factor
    if rule == "auto":
        rule = "admins" if settings.behind_proxy else "optional"
    return rule == "everyone" or (rule == "admins" and role == "admin")


def lacks_second_factor(identity: Identity, *, settings: Settings) -> bool:
    """Tell whether a browser's session was opened without the second factor that it needs; a token needs none."""
    in_browser = identity.session_id is not None
    return in_browser and not identity.second_factor and must_have_second_factor(identity.role, settings=settings)
