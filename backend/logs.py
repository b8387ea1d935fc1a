"""Where the processes say what they do: one line each on stderr, with ids and never with patients' data."""

from __future__ import annotations

import json
import logging
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime
from types import TracebackType
from typing import Any, Literal

__all__ = ["LogFormat", "configure_logging", "current_request_id", "log_context"]

LogFormat = Literal["text", "json"]

# What these say at other levels is about themselves, or holds the arguments of calls.
_QUIET = ("PIL", "absl", "alembic", "amqp", "celery", "flask-limiter", "h5py", "kombu", "tensorflow", "werkzeug")
_CONTEXT: ContextVar[dict[str, Any] | None] = ContextVar("neuroslice_log_context", default=None)
_OWN = frozenset(vars(logging.makeLogRecord({}))) | {"message", "asctime", "taskName"}


def configure_logging(level: str, *, style: LogFormat = "text") -> None:
    """Set the logging of this process up.

    Args:
        level: "debug", "info", "warning" or "error".
        style: "text" for people, or "json": one object a line, for programs that gather logs.
    """
    handler = logging.StreamHandler()
    handler.setFormatter(_JsonLines() if style == "json" else _TextLines())
    handler.addFilter(_add_context)
    logging.basicConfig(handlers=[handler], level=level.upper(), force=True)
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)


@contextmanager
def log_context(**facts: Any) -> Iterator[None]:
    """Add facts, such as `request_id` or `job_id`, to every line of the body; None leaves one out."""
    given = {name: value for name, value in facts.items() if value is not None}
    token = _CONTEXT.set((_CONTEXT.get() or {}) | given)
    try:
        yield
    finally:
        _CONTEXT.reset(token)


def current_request_id() -> str | None:
    """Give the id of the request that this is done for, if there is one."""
    return (_CONTEXT.get() or {}).get("request_id")


def _add_context(record: logging.LogRecord) -> bool:
    for name, value in (_CONTEXT.get() or {}).items():
        if not hasattr(record, name):
            setattr(record, name, value)
    return True


class _SafeTracebacks(logging.Formatter):
    """Write where something happened, never what the values were: a message may quote a patient's name."""

    def formatException(self, ei: Any) -> str:  # noqa: N802
        kind: type[BaseException] | None
        frames: TracebackType | None
        kind, _, frames = ei
        words = "".join(traceback.format_list(traceback.extract_tb(frames)))
        return f"{words}{kind.__qualname__ if kind else 'no exception'}"


class _TextLines(_SafeTracebacks):
    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)-7s %(name)s: %(message)s")

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802
        line = super().formatMessage(record)
        request_id = getattr(record, "request_id", None)
        return line if request_id is None else f"{line} (request {request_id})"


class _JsonLines(_SafeTracebacks):
    def format(self, record: logging.LogRecord) -> str:
        facts: dict[str, Any] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "process": record.process,
            "message": record.getMessage(),
        }
        facts |= {name: value for name, value in vars(record).items() if name not in _OWN}
        if record.exc_info:
            facts["traceback"] = self.formatException(record.exc_info)
        return json.dumps(facts, ensure_ascii=False, default=str)
