"""The command as it was given, for a reader who wants to repeat it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

__all__ = ["describe_command"]


def describe_command() -> str:
    """Write the running command as it was given, with paths replaced by words: they mean nothing elsewhere."""
    context = click.get_current_context()
    words = ["neuroslice", str(context.info_name)]
    for parameter in context.command.params:
        value = context.params.get(str(parameter.name))
        if value in (None, False, ()) or value == parameter.default or not isinstance(parameter, click.Option):
            continue
        option = max(parameter.opts, key=len)
        if value is True:
            words.append(option)
            continue
        for each in value if isinstance(value, tuple) else (value,):
            words.append(f"{option} {_without_folder(each, option=option)}")
    return " ".join(words)


def _without_folder(value: Any, *, option: str) -> str:
    if isinstance(value, Path):
        return option.strip("-").upper()
    # A preset may be a name or a file.
    return Path(value).name if isinstance(value, str) else str(value)
