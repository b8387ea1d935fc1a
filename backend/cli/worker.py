"""`neuroslice worker`: takes jobs and makes masks."""

from __future__ import annotations

import click

# Those who look at studies on the same machine come first.
_NICENESS = 5


@click.command("worker")
def command() -> None:
    """Segment the studies that wait, until interrupted; any number of workers may run, on any number of machines."""
    import os
    import sys

    from backend.jobs.worker import run_worker
    from backend.settings import Settings
    from db.upgrade import upgrade

    os.umask(0o077)
    os.nice(_NICENESS)
    settings = Settings.from_environment(os.environ)
    upgrade(settings.database_url)
    sys.exit(run_worker(settings))
