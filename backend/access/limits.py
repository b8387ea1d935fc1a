"""How often one account or address may ask, with Flask-Limiter."""

from __future__ import annotations

import math
import time

from flask import Flask, Response, g, request
from flask_limiter import ApplicationLimit, Limiter, RequestLimit
from limits import parse

from backend.access.cookie import read_cookie
from backend.access.identity import Identity
from backend.errors import NotSignedIn, TooOften
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
    _limit_wrong_secrets(app, limiter=limiter, settings=settings)


def _limit_wrong_secrets(app: Flask, *, limiter: Limiter, settings: Settings) -> None:
    """Put off an address that goes on asking with secrets that are not right; whose are right come through.

    A program's token is either right or it is not. A browser whose session has ended asks on with its old cookie until
    somebody looks, and may be one of many at its address; for slices it asks by the hundred.
    """
    of_programs = parse(f"{settings.sign_ins_per_minute} per minute")
    of_browsers = parse(f"{settings.requests_per_minute} per minute")

    def count(response: Response) -> Response:
        wrong = response.status_code == NotSignedIn.status and not _is_guessable()
        if not wrong or not (request.authorization or (read_cookie() and not _is_picture())):
            return response
        limit, kind = (of_programs, "wrong token") if request.authorization else (of_browsers, "wrong cookie")
        try:
            if limiter.limiter.hit(limit, kind, _address()):
                return response
            reset_at = limiter.limiter.get_window_stats(limit, kind, _address()).reset_time
        except Exception:  # whatever a storage raises: nobody is answered otherwise because it is away
            return response
        return _put_off(reset_at)

    app.after_request(count)


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
    return _put_off(limit.reset_at)


def _put_off(reset_at: float) -> Response:
    seconds = max(1, math.ceil(reset_at - time.time()))
    problem = TooOften(f"There were too many requests. Please try again in {seconds} seconds.", seconds=seconds)
    return problem_response(status=problem.status, title=problem.title, detail=problem.detail, headers=problem.headers)
