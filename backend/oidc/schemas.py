"""Signing in by a provider as the API shows and takes it."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict, Field

__all__ = ["Begun", "Provider", "Returned"]


class Provider(BaseModel):
    """By whom one can sign in besides a password."""

    name: str | None = Field(description="as its users know it; null where there is none")


class Begun(BaseModel):
    """Where to send the browser."""

    address: str


class Returned(BaseModel):
    """What the provider gave to the browser."""

    model_config = ConfigDict(extra="forbid")

    code: str = Field(min_length=1, max_length=4096)
    state: str = Field(min_length=1, max_length=4096)
