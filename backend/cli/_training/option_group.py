"""Options that several commands take together."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from functools import wraps
from typing import Any

__all__ = ["Command", "option_group"]

Command = Callable[..., None]


def option_group(
    kind: type[Any], *, argument: str, options: tuple[Callable[[Command], Command], ...]
) -> Callable[[Command], Command]:
    """Return a decorator that adds options to a command and hands it their values as one argument.

    Args:
        kind: Dataclass with a field for each option.
        argument: Name under which the command gets it.
        options: As `click.option` makes them, in the order of `--help`.
    """
    names = [field.name for field in dataclasses.fields(kind)]

    def decorate(command: Command) -> Command:
        @wraps(command)
        def grouped(*arguments: Any, **values: Any) -> None:
            group = kind(**{name: values.pop(name) for name in names})
            command(*arguments, **values, **{argument: group})

        with_options: Command = grouped
        for option in reversed(options):
            with_options = option(with_options)
        return with_options

    return decorate
