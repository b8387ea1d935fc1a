"""A session as its browser is told of it."""

from __future__ import annotations

from backend.access import Identity
from backend.access.strength import lacks_second_factor
from backend.services import services
from backend.sessions.schemas import Session, SessionAccount

__all__ = ["shown_session"]


def shown_session(identity: Identity) -> Session:
    """Show who is signed in, with what they have chosen: pages look that way from the first moment on."""
    return Session(
        account=SessionAccount(id=identity.account_id, name=identity.name, role=identity.role),
        csrf_token=identity.csrf_token,
        second_factor_missing=lacks_second_factor(identity, settings=services().settings),
        preferences=services().preferences.of(identity.account_id),
    )
