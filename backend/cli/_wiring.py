"""What commands share."""

from __future__ import annotations

import os

from backend.services import Services, make_services
from backend.settings import Settings
from db.upgrade import upgrade

__all__ = ["open_services"]


def open_services() -> Services:
    """Make the services from the environment, on a database that is migrated.

    Raises:
        SettingsError: the environment cannot be used.
    """
    settings = Settings.from_environment(os.environ)
    upgrade(settings.database_url)
    return make_services(settings)
