"""`/metrics`, for Prometheus."""

from __future__ import annotations

import hmac
from ipaddress import ip_address

from flask import Blueprint, Response, request
from prometheus_client import CONTENT_TYPE_LATEST

from backend.access import open_to_everyone
from backend.errors import NotFound
from backend.services import services

__all__ = ["bp"]

bp = Blueprint("metrics", __name__)

_FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Real-IP")


@bp.get("/metrics")
@open_to_everyone
def show_metrics() -> Response:
    """Give all numbers to whoever has the token, or, where there is none, to this machine alone.

    To everybody else there is nothing here.
    """
    if not _may_see():
        raise NotFound("There is nothing at this address.")
    made = services()
    return Response(made.request_metrics.text() + made.installation.text(), content_type=CONTENT_TYPE_LATEST)


def _may_see() -> bool:
    token = services().settings.metrics_token
    if token:
        scheme, _, given = request.headers.get("Authorization", "").partition(" ")
        return scheme.lower() == "bearer" and hmac.compare_digest(given.strip().encode(), token.encode())
    # A proxy on this machine, which speaks for others, is not this machine.
    if any(name in request.headers for name in _FORWARDED):
        return False
    try:
        return ip_address(request.remote_addr or "").is_loopback
    except ValueError:
        return False
