"""Waiting for what happens, on machines of any speed."""

from __future__ import annotations

import time
from collections.abc import Callable

import requests

__all__ = ["PATIENCE_SECONDS", "answers", "until"]

PATIENCE_SECONDS = 600.0
"""What never happens is waited for this long; what happens is not waited for, however slow the machine is."""


def until(condition: Callable[[], bool], *, what: str) -> None:
    """Wait for something.

    Raises:
        TimeoutError: it did not happen.
    """
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError(what)
        time.sleep(0.05)


def answers(url: str) -> bool:
    """Tell whether a server says at an address that all is well."""
    try:
        return requests.get(url, timeout=PATIENCE_SECONDS).ok
    except requests.ConnectionError:
        return False
