"""Whose request this is, before anybody has signed in."""

from __future__ import annotations

from flask import request

from backend.access.cookie import read_cookie
from backend.sessions.browser import Browser

__all__ = ["MAX_AGENT", "asking_browser"]

# As much as is kept.
MAX_AGENT = 200


def asking_browser() -> Browser:
    """Describe the browser that sent this request."""
    agent = "".join(letter for letter in request.user_agent.string if letter.isprintable())
    return Browser(address=request.remote_addr or "", agent=agent[:MAX_AGENT], former=read_cookie())
