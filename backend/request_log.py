"""A line and a measurement for every request, under an id that its reply carries too."""

from __future__ import annotations

import logging
import random
import time
from contextlib import ExitStack
from typing import Any

from flask import Flask, Response, g, request

from backend.access.identity import Identity
from backend.logs import current_request_id, log_context
from backend.metrics.requests import RequestMetrics

__all__ = ["HEADER", "init_app"]

logger = logging.getLogger(__name__)

HEADER = "X-Request-ID"
_NOWHERE = "no route"
# These come by the hundred a second, or all the time; who looks for one asks for more than the usual.
_MANY = (".png", "/api/health", "/api/ready", "/metrics", "/<path:path>")
# Whoever starts the server asks this twice a second: that it is not ready is said once, until it has been.
_READY = "/api/ready"


def init_app(app: Flask, *, metrics: RequestMetrics) -> None:
    """Follow every request of an app; to be called before everything else that looks at them."""

    def begin() -> None:
        # Never the client's own idea of an id, which may hold anything; nothing rests on that nobody guesses it.
        stack = ExitStack()
        stack.enter_context(log_context(request_id=f"{random.getrandbits(64):016x}"))
        g.neuroslice_request = (stack, time.perf_counter())

    not_ready = False

    def answer(response: Response) -> Response:
        nonlocal not_ready
        found = g.get("neuroslice_request")
        if found is None:  # refused before it was a request
            return response
        _, began = found
        seconds = time.perf_counter() - began
        response.headers[HEADER] = current_request_id() or ""
        route = request.url_rule.rule if request.url_rule else _NOWHERE
        metrics.observe(method=request.method, route=route, status=response.status_code, seconds=seconds)
        failed = response.status_code >= 500
        known = route == _READY and failed and not_ready
        if route == _READY:
            not_ready = failed
        level = logging.DEBUG if route.endswith(_MANY) and (known or not failed) else logging.INFO
        if logger.isEnabledFor(level):
            _write(level, route=route, status=response.status_code, seconds=seconds)
        return response

    def end(error: BaseException | None) -> None:
        found = g.pop("neuroslice_request", None)
        if found is not None:
            found[0].close()

    app.before_request(begin)
    app.after_request(answer)
    app.teardown_request(end)


def _write(level: int, *, route: str, status: int, seconds: float) -> None:
    """Write the route, not the address, which may hold what was searched for; ids are numbers."""
    identity: Identity | None = g.get("neuroslice_identity")
    facts: dict[str, Any] = {name: value for name, value in (request.view_args or {}).items() if isinstance(value, int)}
    facts |= {"method": request.method, "route": route, "status": status, "seconds": round(seconds, 4)}
    if identity is not None:
        facts["account_id"] = identity.account_id
    logger.log(level, "%s %s %d in %.0f ms", request.method, route, status, 1000 * seconds, extra=facts)
