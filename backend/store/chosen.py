"""The store that the settings ask for."""

from __future__ import annotations

from collections.abc import Callable, Collection

from backend.settings import Settings
from backend.store.database_lock import DatabaseLock
from backend.store.derived import DerivedFiles
from backend.store.lock import StoreLock
from backend.store.s3_address import S3Address
from backend.store.s3_shelf import S3Shelf
from backend.store.volumes import DERIVED_BYTES, VolumeStore
from db.session import SessionFactory

__all__ = ["make_store"]


def make_store(
    settings: Settings, *, database: SessionFactory, referenced: Callable[[Collection[str]], set[str]]
) -> VolumeStore:
    """Make the store of an installation; nothing is opened or written before it is used.

    Args:
        settings: say where it is.
        database: is what several machines that share a bucket have in common besides.
        referenced: gives those of some hashes that a committed record refers to.
    """
    if not settings.store_url:
        return VolumeStore(settings.data_dir, referenced=referenced)
    # With SQLite there is one machine, whose processes see the lock in its own folder.
    on_mysql = database.engine.dialect.name == "mysql"
    lock: StoreLock | None = DatabaseLock(database.engine.url) if on_mysql else None
    copies = DerivedFiles(settings.data_dir / "cache" / "volumes", suffix=".volume", limit=DERIVED_BYTES)
    shelf = S3Shelf(
        S3Address.parse(settings.store_url), key=settings.store_key, secret=settings.store_secret, copies=copies
    )
    return VolumeStore(settings.data_dir, referenced=referenced, shelf=shelf, lock=lock)
