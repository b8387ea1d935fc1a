"""Signed-in browsers as the API shows them."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, Field

from backend.access import Identity
from backend.pagination import Page
from db.models import Session

__all__ = ["OpenSession", "OpenSessionPage", "SessionPath", "open_session_schema"]


class OpenSession(BaseModel):
    """A browser that is signed in; the key in its cookie is not kept."""

    id: int
    created_at: datetime = Field(description="when it signed in")
    seen_at: datetime = Field(description="when it last asked for something, give or take a minute")
    address: str = Field(description="from where it signed in; empty where that was not recorded")
    agent: str = Field(description="what the browser called itself; empty where that was not recorded")
    current: bool = Field(description="the one that is asking")


class OpenSessionPage(Page[OpenSession]):
    """A page of signed-in browsers, last used first."""


class SessionPath(BaseModel):
    """Which session."""

    session_id: int


def open_session_schema(row: Session, *, identity: Identity) -> OpenSession:
    """Show a session to somebody."""
    return OpenSession(
        id=row.id,
        created_at=row.created_at,
        seen_at=row.seen_at,
        address=row.address,
        agent=row.agent,
        current=row.id == identity.session_id,
    )
