"""Rows that belong to something that is not there."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import exists, func, select

from db.models import Base
from db.session import SessionFactory

__all__ = ["rows_without_their_owner"]


def rows_without_their_owner(database: SessionFactory) -> Iterator[str]:
    """Name the tables with rows that refer to no row; the databases' own checks are not relied on."""
    with database.read() as session:
        for table in Base.metadata.sorted_tables:
            for key in table.foreign_keys:
                owner = key.column.table.alias()
                there = exists().where(owner.c[key.column.name] == key.parent)
                lonely = select(func.count()).select_from(table).where(key.parent.is_not(None), ~there)
                if count := session.scalar(lonely):
                    yield f"{count} rows of {table.name} refer to no row of {key.column.table.name}"
