"""Preferences as the API shows and takes them."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field, StrictBool

__all__ = ["Convention", "Palette", "Panels", "PanelsChange", "Preferences", "PreferencesChange"]

Convention = Literal["radiological", "neurological"]
Palette = Literal["standard", "colour-blind"]

_CONVENTION = "radiological: the patient's right on the viewer's left; neurological: on the viewer's right"
_PALETTE = "whose colours regions have: the task's own, or its other ones for eyes that mix up red and green"


class Panels(BaseModel):
    """Which panels of the viewer's page are open; null: as the page has them at first."""

    beside: StrictBool | None = Field(None, description="everything that stands beside several views")
    beside_one: StrictBool | None = Field(None, description="the same, beside one view alone or on the full screen")
    result: StrictBool | None = None
    regions: StrictBool | None = None
    window: StrictBool | None = None
    measurements: StrictBool | None = None
    downloads: StrictBool | None = None


class PanelsChange(Panels):
    """Panels that an account opens or folds; those that are left out stay."""

    model_config = ConfigDict(extra="forbid")


class Preferences(BaseModel):
    """What an account has chosen, in whichever browser; null where it never has."""

    convention: Convention | None = Field(description=_CONVENTION)
    palette: Palette | None = Field(description=_PALETTE)
    panels: Panels


class PreferencesChange(BaseModel):
    """What an account chooses; what is left out stays, a null is as if nothing had ever been chosen."""

    model_config = ConfigDict(extra="forbid")

    convention: Convention | None = Field(None, description=_CONVENTION)
    palette: Palette | None = Field(None, description=_PALETTE)
    panels: PanelsChange | None = None
