"""Sessions as the API shows and takes them."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from backend.access import Identity, Role
from backend.access.strength import lacks_second_factor
from backend.fields import AccountName, Password
from backend.settings import Settings

__all__ = ["Credentials", "PasswordChange", "Session", "SessionAccount", "session_schema"]


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


def session_schema(identity: Identity, *, settings: Settings) -> Session:
    """Show who is signed in."""
    account = SessionAccount(id=identity.account_id, name=identity.name, role=identity.role)
    missing = lacks_second_factor(identity, settings=settings)
    return Session(account=account, csrf_token=identity.csrf_token, second_factor_missing=missing)
