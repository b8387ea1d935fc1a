"""Where the processes say what they do: one line each on stderr, with ids and never with patients' data."""

from __future__ import annotations

import logging

__all__ = ["configure_logging"]

_FORMAT = "%(asctime)s %(levelname)-7s %(name)s: %(message)s"
# What these say at other levels is about themselves, or holds the arguments of calls.
_QUIET = ("absl", "alembic", "amqp", "celery", "h5py", "kombu", "tensorflow")


def configure_logging(level: str) -> None:
    """Set the logging of this process up.

    Args:
        level: "debug", "info", "warning" or "error".
    """
    logging.basicConfig(format=_FORMAT, level=level.upper(), force=True)
    for name in _QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
