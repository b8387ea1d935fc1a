"""Check a request against its schema, and say what is wrong in words for people."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NoReturn, TypeVar

from pydantic import BaseModel, ValidationError

from backend.errors import FieldError, Refused

__all__ = ["field_errors", "refuse", "validated"]

Schema = TypeVar("Schema", bound=BaseModel)

NO_BODY = "The request must be a JSON object, sent as application/json."
WORDS: dict[str, Callable[[Mapping[str, Any]], str]] = {
    "missing": lambda _: "This is required.",
    "extra_forbidden": lambda _: "This is not known here.",
    "string_type": lambda _: "This must be a text.",
    "string_unicode": lambda _: "This must be a text.",
    "string_too_long": lambda context: f"This may have at most {context['max_length']} characters.",
    "string_too_short": lambda context: (
        "This must not be empty." if context["min_length"] == 1 else f"At least {context['min_length']} characters."
    ),
    "int_parsing": lambda _: "This must be a whole number.",
    "int_type": lambda _: "This must be a whole number.",
    "float_type": lambda _: "This must be a number.",
    "finite_number": lambda _: "This must be a finite number.",
    "list_type": lambda _: "This must be a list.",
    "tuple_type": lambda _: "This must be a list.",
    "too_short": lambda context: f"This must have at least {context['min_length']} entries.",
    "too_long": lambda context: f"This may have at most {context['max_length']} entries.",
    "bool_type": lambda _: "This must be true or false.",
    "bool_parsing": lambda _: "This must be true or false.",
    "greater_than_equal": lambda context: f"This must be at least {context['ge']}.",
    "less_than_equal": lambda context: f"This must be at most {context['le']}.",
    "literal_error": lambda context: f"This must be one of {context['expected']}.",
    "value_error": lambda context: str(context["error"]),
}
DATES = ("date_type", "date_parsing", "date_from_datetime_parsing", "date_from_datetime_inexact")


def validated(schema: type[Schema], values: Mapping[str, Any]) -> Schema:
    """Make a schema of values that came with a request.

    Raises:
        Refused: they do not fit; every field that is wrong is named.
    """
    try:
        return schema.model_validate(values)
    except ValidationError as error:
        refuse(error)


def field_errors(error: ValidationError) -> list[FieldError]:
    """Say in words what a failed validation means for each field."""
    return [FieldError(_field(detail), _message(detail)) for detail in error.errors(include_url=False)]


def refuse(error: ValidationError) -> NoReturn:
    """Raise what a failed validation means for the one who sent the request.

    Raises:
        Refused: always.
    """
    errors = field_errors(error)
    if not errors or errors[0].field == "":
        raise Refused(errors[0].message if errors else NO_BODY)
    detail = errors[0].message if len(errors) == 1 else "Some fields need another look."
    raise Refused(detail if len(errors) > 1 else f"{errors[0].field}: {detail}", errors=errors)


def _field(detail: Mapping[str, Any]) -> str:
    return ".".join(str(part) for part in detail["loc"])


def _message(detail: Mapping[str, Any]) -> str:
    if not detail["loc"] and detail["type"] in ("model_type", "dict_type"):
        return NO_BODY
    if detail["type"] in DATES:
        return "This must be a date such as 2026-01-31."
    words = WORDS.get(detail["type"])
    return words(detail.get("ctx", {})) if words else str(detail["msg"])
