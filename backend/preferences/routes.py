"""`/api/session/preferences`: one's own, the same in every browser."""

from __future__ import annotations

from flask import Response
from flask_openapi3 import APIBlueprint, Tag

from backend.access import current_identity
from backend.preferences.schemas import Preferences, PreferencesChange
from backend.replies import reply
from backend.services import services

__all__ = ["bp"]

bp = APIBlueprint("preferences", __name__, url_prefix="/api/session/preferences", abp_tags=[Tag(name="session")])


@bp.get("", responses={200: Preferences})
def show_preferences() -> Response:
    """Tell how one likes to look at studies; the session says it too."""
    return reply(services().preferences.of(current_identity().account_id))


@bp.patch("", responses={200: Preferences})
def change_preferences(body: PreferencesChange) -> Response:
    """Keep how one likes to look at studies."""
    return reply(services().preferences.change(current_identity().account_id, body.model_dump(exclude_unset=True)))
