"""`neuroslice db`: the database's tables."""

from __future__ import annotations

import click


@click.group("db")
def command() -> None:
    """Look after the database."""


@command.command("upgrade")
def upgrade() -> None:
    """Create or migrate the tables; safe to run at any time."""
    import os

    from backend.settings import Settings
    from db.upgrade import upgrade

    upgrade(Settings.from_environment(os.environ).database_url)
    click.echo("The database is up to date.", err=True)
