"""`neuroslice serve`: the web server, a worker beside it, and the way to the first account."""

from __future__ import annotations

import click


@click.command("serve")
@click.option("--no-worker", is_flag=True, help="Serve the web pages alone; workers run elsewhere.")
def command(no_worker: bool) -> None:
    """Serve NeuroSlice at http://HOST:PORT until interrupted.

    HOST (127.0.0.1) and PORT (8000) are variables of the environment.
    """
    import os
    import sys

    from backend.cli._address import Address
    from backend.cli._announce import announce
    from backend.cli._supervisor import Supervisor
    from backend.logs import configure_logging
    from backend.services import make_services
    from backend.settings import Settings
    from db.upgrade import upgrade

    # Everything below the data directory is for this account's eyes only.
    os.umask(0o077)
    settings = Settings.from_environment(os.environ)
    address = Address.from_environment(os.environ)
    style = settings.log_format
    if style == "json":
        # These few lines, one of them the way to the first account, are said however little the others are to say.
        configure_logging("info", style=style)
    address.check(settings)
    settings.data_dir.mkdir(parents=True, exist_ok=True)
    upgrade(settings.database_url)
    services = make_services(settings)
    code = services.first_run.code()
    services.store.clean()
    services.database.engine.dispose()
    supervisor = Supervisor(address=address, with_worker=not no_worker, style=style)
    # Whoever reads the first line may stop us at once.
    supervisor.listen()
    notice = "It supports decisions in research and is not a certified medical device."
    announce(f"Starting NeuroSlice. {notice}", style=style)
    if code is not None:
        announce(f"There is no account yet. One-time code for the first administrator: {code}", style=style)
    sys.exit(supervisor.run())
