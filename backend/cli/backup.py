"""`neuroslice backup`: a copy of everything worth keeping."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("backup")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
def command(folder: Path) -> None:
    """Copy database and volumes into DIR, as they are at one moment; people may go on working.

    The copy holds patients' data, and can be taken in with `neuroslice restore` by any database that NeuroSlice knows.
    """
    import os

    from tqdm import tqdm

    from backend.audit.commands import recorded
    from backend.cli._wiring import open_services
    from backend.safekeeping.backup import back_up

    os.umask(0o077)
    with open_services() as services, tqdm(unit=" volumes", desc="Copying", disable=None, leave=False) as bar:

        def progress(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        with recorded(services.audit, "backup", detail={}):
            manifest = back_up(folder, database=services.database, store=services.store, on_progress=progress)
    rows = sum(table.rows for table in manifest.tables.values())
    click.echo(f"Copied {rows} rows and {len(manifest.volumes)} volumes into {folder}.", err=True)
