"""Record what is done by the command line."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from getpass import getuser

from backend.audit.actions import COMMANDS
from backend.audit.entry import Detail, Entry
from backend.audit.log import AuditLog

__all__ = ["done", "recorded"]


@contextmanager
def recorded(log: AuditLog, action: str, *, detail: Detail) -> Iterator[None]:
    """Write down that a command begins, and how the body ended.

    Args:
        log: where.
        action: one of `COMMANDS`.
        detail: what is worth knowing.

    Raises:
        Unavailable: it cannot be written, so the body does not run.
    """
    begun = replace(done(action, detail=detail), outcome="begun")
    attempt = log.add(begun)
    try:
        yield
    except BaseException:
        log.add(replace(begun, outcome="failed", attempt_id=attempt))
        raise
    log.add(replace(begun, outcome="done", attempt_id=attempt))


def done(action: str, *, detail: Detail) -> Entry:
    """Say that a command has done something.

    Args:
        action: one of `COMMANDS`.
        detail: what is worth knowing.
    """
    return Entry(
        action=COMMANDS[action].id, outcome="done", via="command line", address=f"local:{_user()}", detail=detail
    )


def _user() -> str:
    try:
        return getuser()
    except (KeyError, OSError):
        # In a container, whose user may have no name.
        return "unknown"
