"""Write replies."""

from __future__ import annotations

from flask import Response
from pydantic import BaseModel

__all__ = ["no_content", "reply"]


def reply(body: BaseModel, *, status: int = 200) -> Response:
    """Write a schema as a JSON reply."""
    return Response(body.model_dump_json(), status=status, mimetype="application/json")


def no_content() -> Response:
    """Write a reply without a body."""
    return Response(status=204)
