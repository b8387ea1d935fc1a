"""Sessions as the API shows and takes them."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from backend.access import Role
from backend.fields import AccountName, Password
from backend.preferences.schemas import Preferences

__all__ = ["Credentials", "PasswordChange", "Session", "SessionAccount"]


class SessionAccount(BaseModel):
    """The account that is signed in."""

    id: int
    name: str
    role: Role


class Session(BaseModel):
    """Who is signed in, and what to send as X-CSRF-Token with every change."""

    account: SessionAccount
    csrf_token: str | None = Field(description="null for a program that came with a token")
    second_factor_missing: bool = Field(description="the account must set one up before it may do anything else")
    preferences: Preferences


class Credentials(BaseModel):
    """What to sign in with."""

    name: AccountName
    password: str = Field(max_length=1024)
    code: str = Field("", max_length=64, description="of the authenticator app, or a recovery code, if there is one")


class PasswordChange(BaseModel):
    """A new password of one's own."""

    model_config = ConfigDict(extra="forbid")

    current_password: str = Field(max_length=1024)
    new_password: Password
