"""`neuroslice user`: accounts."""

from __future__ import annotations

import click

# Spelt out, so that `--help` need not import the services; a test compares it with `backend.access.ROLES`.
ROLES = ("viewer", "radiologist", "admin")


@click.group("user")
def command() -> None:
    """Look after the accounts."""


@command.command("add")
@click.argument("name")
@click.option("--role", required=True, type=click.Choice(ROLES), help="What the account may do.")
@click.option("--password-stdin", is_flag=True, help="Read the password from standard input instead of asking.")
def add(name: str, role: str, password_stdin: bool) -> None:
    """Make an account called NAME."""
    import sys

    from backend.accounts.schemas import NewAccount
    from backend.audit.commands import recorded
    from backend.cli._wiring import open_services
    from backend.validation import validated

    if password_stdin:
        password = sys.stdin.readline().rstrip("\r\n")
    elif sys.stdin.isatty():
        password = click.prompt("Password", hide_input=True, confirmation_prompt=True, err=True)
    else:
        raise click.UsageError("There is no terminal to ask for the password on; use --password-stdin.")
    new = validated(NewAccount, {"name": name, "role": role, "password": password})
    detail = {"account": new.name, "role": new.role}
    with open_services() as services, recorded(services.audit, "account.create", detail=detail):
        account = services.accounts.create(name=new.name, password=new.password, role=new.role)
    click.echo(f"{account.name} may sign in as {account.role}.", err=True)


@command.command("no-second-factor")
@click.argument("name")
def no_second_factor(name: str) -> None:
    """Take the second factor off the account called NAME, whose owner has lost it."""
    from backend.audit.commands import recorded
    from backend.cli._wiring import open_services

    with open_services() as services, recorded(services.audit, "second-factor.remove", detail={"account": name}):
        account = services.accounts.by_name(name)
        services.second_factors.remove(account.id)
    click.echo(f"{account.name} signs in with the password alone; its browsers are signed out.", err=True)
