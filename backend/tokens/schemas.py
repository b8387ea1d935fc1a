"""Tokens as the API shows and takes them."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field

from backend.fields import TokenName
from backend.pagination import Page

__all__ = ["IssuedToken", "NewToken", "Token", "TokenPage", "TokenPath"]


class Token(BaseModel):
    """A key of a program; the key itself is not kept."""

    model_config = ConfigDict(from_attributes=True)

    id: int
    name: str
    created_at: datetime
    last_used_at: datetime | None


class TokenPage(Page[Token]):
    """A page of tokens, newest first."""


class NewToken(BaseModel):
    """What a token is made of."""

    model_config = ConfigDict(extra="forbid")

    name: TokenName


class IssuedToken(Token):
    """A new token, with the key that is shown this once."""

    token: str = Field(description="to be sent as Authorization: Bearer TOKEN")


class TokenPath(BaseModel):
    """Which token."""

    token_id: int
