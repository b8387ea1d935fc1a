"""`neuroslice restore`: from a backup to an installation."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("restore")
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path, exists=True, file_okay=False))
def command(folder: Path) -> None:
    """Take the backup DIR in, all of it or nothing; the database must be empty.

    NEUROSLICE_DATABASE_URL and NEUROSLICE_DATA_DIR say where to. This is also the way from one kind of database to
    another: stop the server, back up, point the variables to the new place, restore, and start.
    """
    import os

    from tqdm import tqdm

    from backend.audit.commands import done
    from backend.safekeeping.restore import restore
    from backend.services import make_services
    from backend.settings import Settings

    os.umask(0o077)
    settings = Settings.from_environment(os.environ)
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    services = make_services(settings)
    with tqdm(unit=" volumes", desc="Taking in", disable=None, leave=False) as bar:

        def progress(done: int, total: int) -> None:
            bar.total = total
            bar.update(done - bar.n)

        try:
            manifest = restore(
                folder,
                database=services.database,
                database_url=settings.database_url,
                store=services.store,
                on_progress=progress,
            )
            # Not before: what is taken in brings its log along, and the database must be empty until then.
            services.audit.add(done("restore", detail={"volumes": len(manifest.volumes)}))
        finally:
            services.database.engine.dispose()
    rows = sum(table.rows for table in manifest.tables.values())
    click.echo(f"Took in {rows} rows and {len(manifest.volumes)} volumes. Everybody signs in again.", err=True)
