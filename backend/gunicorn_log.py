"""What gunicorn says, in the same place and form as everything else, and without what a client has sent."""

from __future__ import annotations

from typing import Any

from gunicorn.config import Config
from gunicorn.glogging import Logger

__all__ = ["GunicornLog"]

_INVALID = "Invalid request from ip="
_FAILED = "Error handling request"


class GunicornLog(Logger):
    """Hand gunicorn's lines to this process' logging; addresses and broken requests may hold a patient's name."""

    def setup(self, cfg: Config) -> None:
        """Let lines through to the root's handler in place of one of gunicorn's own."""
        super().setup(cfg)
        self.error_log.handlers = []
        self.error_log.propagate = True

    def warning(self, msg: str, *args: Any, **kwargs: Any) -> None:
        """Leave out what was wrong with a request, which quotes it."""
        if str(msg).startswith(_INVALID):
            msg, args = "Invalid request", ()
        super().warning(msg, *args, **kwargs)

    def exception(self, msg: str, *args: Any, **kwargs: Any) -> None:
        """Leave out the address of a request, which holds what was searched for."""
        if str(msg).startswith(_FAILED):
            msg, args = _FAILED, ()
        super().exception(msg, *args, **kwargs)
