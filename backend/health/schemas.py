"""Health as the API shows it."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel

__all__ = ["Health", "Ready"]


class Health(BaseModel):
    """The process is up."""

    status: Literal["ok"]


class Ready(BaseModel):
    """Everything that is needed answers."""

    status: Literal["ready"]
