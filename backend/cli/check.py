"""`neuroslice check`: whether everything is there and whole."""

from __future__ import annotations

import click


@click.command("check")
@click.option("--collect", is_flag=True, help="Remove the files that nothing refers to.")
@click.option(
    "--safe-age",
    type=click.FloatRange(min=0),
    default=24.0,
    show_default=True,
    help="Hours for which a file that nothing refers to may belong to an upload that is under way.",
)
def command(collect: bool, safe_age: float) -> None:
    """Compare every file and mask with the database, by its hash; safe while people work.

    The exit status is 1 if something is missing, damaged, or left that nothing refers to.
    """
    import sys

    from tqdm import tqdm

    from backend.audit.commands import recorded
    from backend.cli._wiring import open_services
    from backend.safekeeping.check import Checker

    with open_services() as services, tqdm(unit="", desc="Checking", disable=None, leave=False) as bar:
        checker = Checker(services.database, store=services.store, on_progress=bar.update)
        bar.reset(total=checker.count())
        if collect:
            with recorded(services.audit, "collect", detail={"safe_age_hours": str(safe_age)}):
                removed = checker.collect(safe_age=3600 * safe_age)
            click.echo(f"Removed {removed} files that nothing referred to.", err=True)
        looked_at = checker.count()
        wrong = 0
        for finding in checker.check(safe_age=3600 * safe_age):
            click.echo(f"{finding.kind}: {finding.what}")
            wrong += 1
    click.echo(f"Looked at {looked_at} files and masks: {wrong or 'nothing'} wrong.", err=True)
    sys.exit(1 if wrong else 0)
