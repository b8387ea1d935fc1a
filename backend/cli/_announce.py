"""What `neuroslice serve` says itself, in the way that its processes do."""

from __future__ import annotations

import logging

import click

from backend.logs import LogFormat

__all__ = ["announce"]

logger = logging.getLogger("neuroslice.serve")


def announce(words: str, *, style: LogFormat, is_wrong: bool = False) -> None:
    """Say a line: plainly to somebody at a terminal, or as an object to programs that gather logs.

    Args:
        words: without anything of a patient.
        style: of the installation's log.
        is_wrong: it is about something that should not be.
    """
    if style == "json":
        logger.log(logging.WARNING if is_wrong else logging.INFO, words)
    else:
        click.echo(words, err=is_wrong)
