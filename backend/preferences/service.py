"""Keep what accounts have chosen."""

from __future__ import annotations

from sqlalchemy import select, update

from backend.preferences.schemas import Convention, Preferences
from db.models import Account
from db.session import SessionFactory

__all__ = ["PreferenceService"]


class PreferenceService:
    """Keep the preferences of accounts.

    Args:
        database: where accounts are.
    """

    def __init__(self, database: SessionFactory) -> None:
        self._database = database

    def of(self, account_id: int) -> Preferences:
        """Tell what an account has chosen."""
        with self._database.read() as session:
            convention = session.scalar(select(Account.convention).where(Account.id == account_id))
        return Preferences.model_validate({"convention": convention})

    def change(self, account_id: int, *, convention: Convention) -> Preferences:
        """Keep what an account chooses; tell what holds from now on."""
        with self._database.write() as session:
            session.execute(update(Account).where(Account.id == account_id).values(convention=convention))
        return Preferences(convention=convention)
