"""A command that trains."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import wraps
from typing import Any

import click

from backend.cli._training.option_group import Command

__all__ = ["training_command"]


def training_command(name: str) -> Callable[[Command], click.Command]:
    """Return a decorator that makes a command: TensorFlow keeps quiet, and what is wrong is said in one line.

    Args:
        name: Of the command.
    """

    def decorate(command: Command) -> click.Command:
        @wraps(command)
        def guarded(*arguments: Any, **values: Any) -> None:
            from model.errors import NeuroSliceModelError

            os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
            try:
                command(*arguments, **values)
            except (NeuroSliceModelError, ValueError, OSError) as error:
                raise click.ClickException(str(error)) from error

        return click.command(name)(guarded)

    return decorate
