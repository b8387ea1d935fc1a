"""`neuroslice token`: keys for programs."""

from __future__ import annotations

import click

from backend.cli.user import ROLES


@click.group("token")
def command() -> None:
    """Look after the tokens with which programs act for an account."""


@command.command("add")
@click.argument("name")
@click.option("--label", default="command line", show_default=True, help="What the token is for.")
@click.option("--role", type=click.Choice(ROLES), help="The most that it may do; all that the account may if left out.")
@click.option("--days", type=int, default=365, show_default=True, help="How long it is good for.")
def add(name: str, label: str, role: str | None, days: int) -> None:
    """Issue a token for the account NAME and print it, alone, on standard output."""
    from backend.audit.commands import recorded
    from backend.cli._wiring import open_services
    from backend.tokens.schemas import NewToken
    from backend.validation import validated

    new = validated(NewToken, {"name": label, "role": role, "expires_in_days": days})
    with open_services() as services:
        account = services.accounts.by_name(name)
        if account.disabled:
            raise click.UsageError(f"The account {name} is disabled.")
        with recorded(services.audit, "token.issue", detail={"account_id": account.id}):
            _, secret = services.tokens.issue(account.id, name=new.name, role=new.role, days=new.expires_in_days)
    click.echo(secret)
    click.echo(
        f"It acts as {account.name} ({new.role or account.role}) for {days} days and is not shown again.", err=True
    )
