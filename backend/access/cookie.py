"""The browser's session cookie, and another one while it is signing in elsewhere."""

from __future__ import annotations

from flask import Response, request

from backend.services import services

__all__ = ["COOKIE", "clear_cookie", "read_cookie", "set_cookie"]

COOKIE = "neuroslice_session"
# Browsers let no other host, no subdomain and no plain HTTP set a cookie of this name.
SECURE_PREFIX = "__Host-"


def read_cookie(name: str = COOKIE) -> str | None:
    """Give what the browser sent; None where it sent nothing."""
    return request.cookies.get(_full(name)) or None


def set_cookie(response: Response, secret: str, *, name: str = COOKIE) -> None:
    """Give the browser something to keep; it forgets it when it closes."""
    response.set_cookie(_full(name), secret, path="/", secure=_secure(), httponly=True, samesite="Lax")


def clear_cookie(response: Response, *, name: str = COOKIE) -> None:
    """Take it away from the browser."""
    response.delete_cookie(_full(name), path="/", secure=_secure(), httponly=True, samesite="Lax")


def _full(name: str) -> str:
    return SECURE_PREFIX + name if _secure() else name


def _secure() -> bool:
    rule = services().settings.cookie_secure
    return request.is_secure if rule == "auto" else rule == "always"
