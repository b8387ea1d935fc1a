"""`neuroslice token`: keys for programs."""

from __future__ import annotations

import click


@click.group("token")
def command() -> None:
    """Look after the tokens with which programs act for an account."""


@command.command("add")
@click.argument("name")
@click.option("--label", default="command line", show_default=True, help="What the token is for.")
def add(name: str, label: str) -> None:
    """Issue a token for the account NAME and print it, alone, on standard output."""
    from backend.cli._wiring import open_services
    from backend.tokens.schemas import NewToken
    from backend.validation import validated

    new = validated(NewToken, {"name": label})
    with open_services() as services:
        account = services.accounts.by_name(name)
        if account.disabled:
            raise click.UsageError(f"The account {name} is disabled.")
        _, secret = services.tokens.issue(account.id, name=new.name)
    click.echo(secret)
    click.echo(f"It acts as {account.name} ({account.role}) and is not shown again.", err=True)
