"""How often one account or address may ask, with Flask-Limiter."""

from __future__ import annotations

import math
import time

from flask import Flask, Response, g, request
from flask_limiter import ApplicationLimit, Limiter, RequestLimit

from backend.access.identity import Identity
from backend.errors import TooOften
from backend.problems import problem_response
from backend.settings import Settings

__all__ = ["init_app"]

# A viewer that is scrolled asks for hundreds of slices a second, and each is cheap.
PICTURES = ".png"
GUESSABLE = frozenset(
    {
        ("POST", "/api/session"),
        ("POST", "/api/session/provider/return"),
        ("POST", "/api/first-run"),
        ("PUT", "/api/session/password"),
    }
)


def init_app(app: Flask, *, settings: Settings) -> None:
    """Limit the requests of an app; to be called after the gate, which knows whose they are.

    Counted in Redis where it carries the messages, for all machines together; otherwise in each web process.
    """
    shared = settings.broker_url.startswith("redis")
    everything = ApplicationLimit(f"{settings.requests_per_minute} per minute", exempt_when=_is_guessable)
    guesses = ApplicationLimit(
        f"{settings.sign_ins_per_minute} per minute", key_function=_address, exempt_when=lambda: not _is_guessable()
    )
    limiter = Limiter(
        _whose,
        application_limits=[everything, guesses],
        storage_uri=settings.broker_url if shared else "memory://",
        key_prefix="neuroslice",
        # Nobody is kept from work because Redis is away: each process then counts for itself.
        in_memory_fallback_enabled=shared,
        on_breach=_refuse,
    )
    limiter.request_filter(_is_picture)
    limiter.init_app(app)


def _is_picture() -> bool:
    return request.path.endswith(PICTURES)


def _is_guessable() -> bool:
    return (request.method, request.path) in GUESSABLE


def _whose() -> str:
    identity: Identity | None = g.get("neuroslice_identity")
    return _address() if identity is None else f"account {identity.account_id}"


def _address() -> str:
    return f"address {request.remote_addr}"


def _refuse(limit: RequestLimit) -> Response:
    seconds = max(1, math.ceil(limit.reset_at - time.time()))
    problem = TooOften(f"There were too many requests. Please try again in {seconds} seconds.", seconds=seconds)
    return problem_response(status=problem.status, title=problem.title, detail=problem.detail, headers=problem.headers)
