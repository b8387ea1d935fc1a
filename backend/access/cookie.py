"""The browser's session cookie."""

from __future__ import annotations

from flask import Response, request

from backend.services import services

__all__ = ["COOKIE", "clear_cookie", "set_cookie"]

COOKIE = "neuroslice_session"


def set_cookie(response: Response, secret: str) -> None:
    """Give the browser its session; it forgets it when it closes."""
    response.set_cookie(COOKIE, secret, path="/", secure=_secure(), httponly=True, samesite="Lax")


def clear_cookie(response: Response) -> None:
    """Take the session away from the browser."""
    response.delete_cookie(COOKIE, path="/", secure=_secure(), httponly=True, samesite="Lax")


def _secure() -> bool:
    rule = services().settings.cookie_secure
    return request.is_secure if rule == "auto" else rule == "always"
