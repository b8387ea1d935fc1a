"""Replies that never change: images and masks, kept by the browser of whoever was allowed to see them."""

from __future__ import annotations

from collections.abc import Mapping

from flask import Response, request

__all__ = ["immutable", "not_modified"]

_HEADERS = {
    "Cache-Control": "private, max-age=31536000, immutable",
    # One browser may be used by several people, and a cache in between by several browsers.
    "Vary": "Cookie, Authorization",
}


def not_modified(etag: str) -> Response | None:
    """Answer 304 if the browser has this already; None if it has not.

    Args:
        etag: names the content and how it is shown, without quotes.
    """
    if not request.if_none_match.contains_weak(etag):
        return None
    reply = Response(status=304)
    reply.headers["ETag"] = f'"{etag}"'
    reply.headers.update(_HEADERS)
    return reply


def immutable(reply: Response, *, etag: str, headers: Mapping[str, str] | None = None) -> Response:
    """Mark a reply as one that never changes.

    Args:
        reply: to be marked.
        etag: names the content and how it is shown, without quotes.
        headers: more headers.
    """
    reply.headers["ETag"] = f'"{etag}"'
    reply.headers.update(_HEADERS)
    reply.headers.update(headers or {})
    return reply
