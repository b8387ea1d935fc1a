"""Which schema a database has, and which one this code expects; without loading Alembic."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from sqlalchemy import Engine, inspect, text

__all__ = ["is_current", "newest_revision"]

VERSIONS = Path(__file__).with_name("migrations") / "versions"


@cache
def newest_revision() -> str:
    """Name the newest migration; their files are numbered in order."""
    return max(path.stem.partition("_")[0] for path in VERSIONS.glob("[0-9]*_*.py"))


def is_current(engine: Engine) -> bool:
    """Tell whether a database has the schema that this code expects."""
    with engine.connect() as connection:
        if not inspect(connection).has_table("alembic_version"):
            return False
        found = connection.execute(text("SELECT version_num FROM alembic_version")).scalars().all()
    return found == [newest_revision()]
