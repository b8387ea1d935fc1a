"""The one gate that every request passes: account, role, CSRF token."""

from __future__ import annotations

import hmac

from flask import Flask, current_app, request

from backend.access.cookie import read_cookie
from backend.access.identity import Identity, current_identity, set_identity
from backend.access.roles import needed_role, satisfies
from backend.access.strength import comes_before_second_factor, lacks_second_factor
from backend.errors import Forbidden, NotFound
from backend.fields import MAX_ID
from backend.services import services

__all__ = ["init_app"]

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
MAX_JSON_BYTES = 1 << 20
# With what a page asks for by itself, while nobody does anything at it.
UNATTENDED = "X-Unattended"


def init_app(app: Flask) -> None:
    """Guard every route of an app."""
    app.before_request(check)


def check() -> None:
    """Stop a request that has no account, too low a role or no CSRF token, before its view runs.

    Raises:
        NotSignedIn: the view needs an account and none was shown.
        Forbidden: the role or the CSRF token does not do, or a second factor has to be set up first.
        NotFound: the address holds a number that no record can have.
    """
    # Nobody sends volumes before it is known who it is.
    request.max_content_length = MAX_JSON_BYTES
    if request.endpoint is None:
        return
    view = current_app.view_functions[request.endpoint]
    needed = needed_role(view)
    if needed is None:
        return
    set_identity(_identify())
    identity = current_identity()
    if not satisfies(identity.role, needed=needed):
        raise Forbidden(f"This needs the role {needed}; your account {identity.name} is {identity.role}.")
    if identity.csrf_token is not None and request.method not in SAFE_METHODS:
        given = request.headers.get("X-CSRF-Token", "")
        if not hmac.compare_digest(given.encode(), identity.csrf_token.encode()):
            raise Forbidden("This page is out of date. Please reload it and try again.")
    if lacks_second_factor(identity, settings=services().settings) and not comes_before_second_factor(view):
        raise Forbidden("Your account must have a second factor. Please set it up first.")
    if request.mimetype == "multipart/form-data":
        request.max_content_length = services().settings.max_upload_bytes
    if any(isinstance(value, int) and value > MAX_ID for value in (request.view_args or {}).values()):
        # Not every database can even be asked for such a number.
        raise NotFound("There is nothing at this address.")


def _identify() -> Identity | None:
    scheme, _, secret = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() == "bearer":
        return services().authenticator.by_token(secret.strip())
    cookie = read_cookie()
    if not cookie:
        return None
    return services().authenticator.by_cookie(cookie, attended=UNATTENDED not in request.headers)
