"""`/api/health` and `/api/ready`, open to everyone."""

from __future__ import annotations

from flask import Response
from flask_openapi3 import APIBlueprint, Tag

from backend.access import open_to_everyone
from backend.errors import Unavailable
from backend.health.schemas import Health, Ready
from backend.replies import reply
from backend.services import services

__all__ = ["bp"]

bp = APIBlueprint("health", __name__, url_prefix="/api", abp_tags=[Tag(name="health")])


@bp.get("/health", responses={200: Health})
@open_to_everyone
def show_health() -> Response:
    """Tell that the process is up."""
    return reply(Health(status="ok"))


@bp.get("/ready", responses={200: Ready})
@open_to_everyone
def show_ready() -> Response:
    """Tell whether database, store and broker answer and a worker has its network loaded; if not, which does not."""
    failures = services().health.failures()
    if failures:
        raise Unavailable("Not ready: " + ", ".join(failure.field for failure in failures), errors=failures)
    return reply(Ready(status="ready"))
