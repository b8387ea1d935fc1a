"""The first run as the API shows and takes it."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

from backend.fields import AccountName, Password

__all__ = ["FirstAccount", "FirstRun"]


class FirstRun(BaseModel):
    """Whether the administrator's account is still to be made."""

    needed: bool


class FirstAccount(BaseModel):
    """The administrator's account, and the code that the server printed when it started."""

    model_config = ConfigDict(extra="forbid")

    code: str = Field(min_length=1, max_length=64)
    name: AccountName
    password: Password
