"""Read the JSON of requests, for the views and for the audit log alike."""

from __future__ import annotations

from typing import Any

from flask.json.provider import DefaultJSONProvider

__all__ = ["JsonBodies"]


class JsonBodies(DefaultJSONProvider):
    """Take for JSON what every reader of a request takes for the same thing."""

    def loads(self, s: str | bytes, **kwargs: Any) -> Any:
        """Read a text.

        Raises:
            ValueError: it is no JSON, is nested deeper than anybody means, or is nothing but a string.
        """
        try:
            value = super().loads(s, **kwargs)
        except RecursionError as error:
            raise ValueError("nested too deeply") from error
        if isinstance(value, str):
            # The framework would read what is inside as the request, where the audit log finds no field.
            raise ValueError("a string alone")
        return value
