"""Plain values, as JSON holds them, in one line for people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def words(value: Any) -> str:
    """Write a value so that it fits a cell of a table.

    Args:
        value: A number, text, list or mapping, nested at will; a mapping with a `name` begins with it.
    """
    if isinstance(value, Mapping):
        others = ", ".join(
            f"{str(key).replace('_', ' ')} {words(item)}" for key, item in value.items() if key != "name"
        )
        if "name" not in value:
            return others
        return f"{words(value['name'])} ({others})" if others else words(value["name"])
    if isinstance(value, list | tuple):
        numbers = all(isinstance(item, int | float) for item in value)
        return ("/" if numbers else "; ").join(words(item) for item in value)
    if value is None or value is True or value is False:
        return {None: "none", True: "yes", False: "no"}[value]
    return str(value).replace("|", "\\|").replace("\n", " ")
