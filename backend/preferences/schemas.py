"""Preferences as the API shows and takes them."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

__all__ = ["Convention", "Preferences", "PreferencesChange"]

Convention = Literal["radiological", "neurological"]


class Preferences(BaseModel):
    """What an account has chosen, in whichever browser; null where it never has."""

    convention: Convention | None = Field(
        description="radiological: the patient's right on the viewer's left; neurological: on the viewer's right"
    )


class PreferencesChange(BaseModel):
    """What an account chooses."""

    model_config = ConfigDict(extra="forbid")

    convention: Convention
