"""Which files of the store are still of use."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select

from db.models import Image
from db.session import SessionFactory

__all__ = ["referenced_hashes"]


def referenced_hashes(database: SessionFactory, hashes: Collection[str]) -> set[str]:
    """Give those of some hashes that a committed image refers to."""
    with database.read() as session:
        return set(session.scalars(select(Image.sha256).where(Image.sha256.in_(hashes)).distinct()))
