"""The browser's session cookie."""

from __future__ import annotations

from flask import Response, request

from backend.services import services

__all__ = ["COOKIE", "clear_cookie", "read_cookie", "set_cookie"]

COOKIE = "neuroslice_session"
# Browsers let no other host, no subdomain and no plain HTTP set a cookie of this name.
SECURE_COOKIE = f"__Host-{COOKIE}"


def read_cookie() -> str | None:
    """Give the secret that the browser sent; None where it sent none."""
    return request.cookies.get(_name()) or None


def set_cookie(response: Response, secret: str) -> None:
    """Give the browser its session; it forgets it when it closes."""
    response.set_cookie(_name(), secret, path="/", secure=_secure(), httponly=True, samesite="Lax")


def clear_cookie(response: Response) -> None:
    """Take the session away from the browser."""
    response.delete_cookie(_name(), path="/", secure=_secure(), httponly=True, samesite="Lax")


def _name() -> str:
    return SECURE_COOKIE if _secure() else COOKIE


def _secure() -> bool:
    rule = services().settings.cookie_secure
    return request.is_secure if rule == "auto" else rule == "always"
