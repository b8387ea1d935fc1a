"""Turn every exception into a problem document (RFC 9457), here and nowhere else."""

from __future__ import annotations

import errno
import json
import logging
import secrets
import traceback
from collections.abc import Mapping, Sequence

from flask import Flask, Response, current_app, request
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from werkzeug.exceptions import HTTPException, MethodNotAllowed, RequestEntityTooLarge
from werkzeug.routing import RequestRedirect

from backend.errors import FieldError, NotFound, Problem, Refused, TooLarge, Unavailable
from backend.language import chosen_language, in_readers_language
from model.errors import ModelUnavailable, UnknownTask, VolumeError

__all__ = ["init_app", "problem_response"]

logger = logging.getLogger(__name__)

READING = frozenset({"GET", "HEAD", "OPTIONS"})
TITLES = {400: "Not understood", 404: "Not found", 405: "Not possible here", 415: "Not this kind of content"}


def init_app(app: Flask) -> None:
    """Answer every exception of an app with a problem document."""
    app.register_error_handler(Problem, _from_problem)
    app.register_error_handler(HTTPException, _from_http)
    app.register_error_handler(VolumeError, _from_volume)
    app.register_error_handler(UnknownTask, lambda error: _from_problem(Refused.field("task", str(error))))
    app.register_error_handler(ModelUnavailable, lambda error: _from_problem(Unavailable(str(error))))
    app.register_error_handler(DBAPIError, _from_database)
    app.register_error_handler(PoolTimeout, _from_database)
    app.register_error_handler(OSError, _from_system)
    app.register_error_handler(Exception, _from_unexpected)


def problem_response(
    *,
    status: int,
    title: str,
    detail: str,
    errors: Sequence[FieldError] = (),
    headers: Mapping[str, str] | None = None,
) -> Response:
    """Write a problem document, in the language of whoever asked."""
    body = {
        "type": "about:blank",
        "title": in_readers_language(title),
        "status": status,
        "detail": in_readers_language(detail),
        "errors": [{"field": error.field, "message": in_readers_language(error.message)} for error in errors],
    }
    reply = Response(json.dumps(body, ensure_ascii=False), status=status, mimetype="application/problem+json")
    reply.headers.update({"Content-Language": chosen_language(), "Vary": "Accept-Language"} | dict(headers or {}))
    return reply


def _from_problem(error: Problem) -> Response:
    return problem_response(
        status=error.status, title=error.title, detail=error.detail, errors=error.errors, headers=error.headers
    )


def _from_http(error: HTTPException) -> Response | HTTPException:
    if isinstance(error, RequestRedirect) or error.code is None or error.response is not None:
        return error
    if isinstance(error, RequestEntityTooLarge):
        return _from_problem(TooLarge(_too_large()))
    if error.code == NotFound.status or (isinstance(error, MethodNotAllowed) and _is_nowhere(error)):
        return _from_problem(NotFound("There is nothing at this address."))
    kept = ("allow", "retry-after", "www-authenticate", "content-range")
    return problem_response(
        status=error.code,
        title=TITLES.get(error.code, error.name),
        detail=error.description or error.name,
        headers={name: value for name, value in error.get_headers() if name.lower() in kept},
    )


def _is_nowhere(error: MethodNotAllowed) -> bool:
    """Tell whether no route of the API knows an address: the front end's takes them all, though only to be read."""
    if not request.path.startswith("/api/") or not READING.issuperset(error.valid_methods or ("",)):
        return False
    adapter = current_app.create_url_adapter(request)
    return adapter is not None and adapter.match(method="GET")[0] == "frontend.page"


def _too_large() -> str:
    limit = request.max_content_length
    if limit is None:
        return "This is more than the server accepts."
    if limit < 1 << 20:
        return f"This is more than the server accepts: {limit} bytes."
    return f"This is more than the server accepts: {limit >> 20} MiB in all."


def _from_volume(error: VolumeError) -> Response:
    errors = [FieldError(error.field, error.message)] if error.field else []
    return _from_problem(Refused(error.message, errors=errors))


def _from_database(error: Exception) -> Response:
    if isinstance(error, PoolTimeout | OperationalError) or getattr(error, "connection_invalidated", False):
        _log(error, incident="")
        return _from_problem(Unavailable("The database does not answer. Please try again in a moment."))
    return _from_unexpected(error)


def _from_system(error: OSError) -> Response:
    if error.errno in (errno.ENOSPC, errno.EDQUOT):
        _log(error, incident="")
        return _from_problem(
            Unavailable("The server's disk is full; nothing was stored. Please tell its administrator.")
        )
    return _from_unexpected(error)


def _from_unexpected(error: Exception) -> Response:
    incident = secrets.token_hex(4)
    _log(error, incident=incident)
    return problem_response(
        status=500,
        title=Problem.title,
        detail=f"Something went wrong that should not. If it stays, tell the administrator the incident {incident}.",
    )


def _log(error: BaseException, *, incident: str) -> None:
    # Where it happened, never what the values were: an exception's message may quote a patient's name.
    frames = "".join(traceback.format_list(traceback.extract_tb(error.__traceback__)))
    rule = request.url_rule.rule if request.url_rule else "unknown address"
    logger.error("%s in %s %s %s\n%s", type(error).__qualname__, request.method, rule, incident, frames)
