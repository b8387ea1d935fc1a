"""Tokens as the API shows and takes them."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field

from backend.access import Role
from backend.fields import TokenName
from backend.pagination import Page
from backend.tokens.service import DEFAULT_DAYS

__all__ = ["IssuedToken", "NewToken", "Token", "TokenPage", "TokenPath"]

MAX_DAYS = 1095


class Token(BaseModel):
    """A key of a program; the key itself is not kept."""

    model_config = ConfigDict(from_attributes=True)

    id: int
    name: str
    role: Role | None = Field(description="the most that it may do; null: all that its account may")
    created_at: datetime
    expires_at: datetime | None = Field(description="null: a token from before tokens ended")
    last_used_at: datetime | None


class TokenPage(Page[Token]):
    """A page of tokens, newest first."""


class NewToken(BaseModel):
    """What a token is made of."""

    model_config = ConfigDict(extra="forbid")

    name: TokenName
    role: Role | None = Field(None, description="the most that it may do; the account's role if it is left out")
    expires_in_days: int = Field(DEFAULT_DAYS, ge=1, le=MAX_DAYS)


class IssuedToken(Token):
    """A new token, with the key that is shown this once."""

    token: str = Field(description="to be sent as Authorization: Bearer TOKEN")


class TokenPath(BaseModel):
    """Which token."""

    token_id: int
