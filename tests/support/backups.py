"""Taking backups in, and looking at what an installation holds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import select

from backend.safekeeping.manifest import Manifest
from backend.safekeeping.restore import restore
from backend.safekeeping.rows import kept_tables
from backend.services import Services

__all__ = ["everything", "take_in"]


def everything(services: Services) -> dict[str, list[tuple[Any, ...]]]:
    """Give the rows of every table that belongs into a backup."""
    with services.database.engine.connect() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key))]
            for table in kept_tables()
        }


def take_in(services: Services, folder: Path) -> Manifest:
    """Restore a backup into an installation."""
    return restore(
        folder, database=services.database, database_url=services.settings.database_url, store=services.store
    )
