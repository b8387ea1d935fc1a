"""What commands share."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager

from backend.services import Services, make_services
from backend.settings import Settings
from db.upgrade import upgrade

__all__ = ["open_services"]


@contextmanager
def open_services() -> Iterator[Services]:
    """Make the services from the environment, on a database that is migrated; let go of it afterwards.

    Raises:
        SettingsError: the environment cannot be used.
    """
    settings = Settings.from_environment(os.environ)
    upgrade(settings.database_url)
    services = make_services(settings)
    try:
        yield services
    finally:
        services.database.engine.dispose()
