"""`neuroslice audit`: whether the audit log is what was written."""

from __future__ import annotations

import re

import click

_EXPECTED = re.compile(r"(\d{1,18}):([0-9a-f]{64})")


@click.group("audit")
def command() -> None:
    """Look after the log of who did what."""


@command.command("verify")
@click.option(
    "--expect",
    metavar="ID:HASH",
    help="An event as printed by an earlier run: finds a log that was written anew from its beginning.",
)
def verify(expect: str | None) -> None:
    """Find events that were removed or altered; exits with 1 if there are any.

    Prints the last event as ID:HASH. Keep it where whoever could alter the database cannot get at it.
    """
    from backend.audit.verify import verify as check
    from backend.cli._wiring import open_services

    parts = None if expect is None else _EXPECTED.fullmatch(expect.strip().lower())
    if expect is not None and parts is None:
        raise click.UsageError("--expect takes an event as this command prints it, ID:HASH.")
    with open_services() as services:
        verdict = check(services.database, expected=None if parts is None else (int(parts[1]), parts[2]))
    for problem in verdict.problems:
        click.echo(problem, err=True)
    if verdict.problems:
        raise click.ClickException("The audit log is not what was written.")
    click.echo(f"{verdict.last_id}:{verdict.last_hash}")
    unsettled = f"; of {verdict.unsettled} changes the end is not known" if verdict.unsettled else ""
    click.echo(f"The audit log is whole: {verdict.events} events{unsettled}.", err=True)
