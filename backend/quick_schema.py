"""Schemas for what is asked often."""

from __future__ import annotations

from functools import cache
from typing import Any

from pydantic import BaseModel

__all__ = ["QuickSchema"]


class QuickSchema(BaseModel):
    """Describe a schema once: the framework asks for the description with every request, a fifth of its time."""

    @classmethod
    def model_json_schema(cls, *args: Any, **options: Any) -> dict[str, Any]:
        """Give the JSON schema."""
        if args or options:
            return super().model_json_schema(*args, **options)
        return _schema(cls)


@cache
def _schema(cls: type[QuickSchema]) -> dict[str, Any]:
    return super(QuickSchema, cls).model_json_schema()
