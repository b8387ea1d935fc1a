"""Accounts as the API shows and takes them."""

from __future__ import annotations

from datetime import datetime

from pydantic import BaseModel, ConfigDict, Field

from backend.access import Role
from backend.fields import AccountName, Password
from backend.pagination import Page

__all__ = ["Account", "AccountChange", "AccountPage", "AccountPath", "NewAccount"]


class Account(BaseModel):
    """A person or a program that may sign in."""

    id: int
    name: str
    role: Role
    disabled: bool
    second_factor: bool = Field(description="a code is asked for at every sign-in")
    created_at: datetime


class AccountPage(Page[Account]):
    """A page of accounts, in the order of their names."""


class NewAccount(BaseModel):
    """What an account is made of."""

    model_config = ConfigDict(extra="forbid")

    name: AccountName
    password: Password
    role: Role


class AccountChange(BaseModel):
    """What to change of an account; what is left out stays."""

    model_config = ConfigDict(extra="forbid")

    role: Role | None = None
    disabled: bool | None = None
    password: Password | None = None


class AccountPath(BaseModel):
    """Which account."""

    account_id: int
