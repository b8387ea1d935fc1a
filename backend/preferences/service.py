"""Keep what accounts have chosen."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from backend.preferences.schemas import Panels, Preferences
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
            chosen = select(Account.convention, Account.palette, Account.panels).where(Account.id == account_id)
            row = session.execute(chosen).one_or_none()
        # The account may have gone since it was recognised.
        return _shown(*(row or (None, None, None)))

    def change(self, account_id: int, changes: dict[str, Any]) -> Preferences:
        """Keep what an account chooses; tell what holds from now on.

        Args:
            account_id: whose.
            changes: the columns that change; of the panels, those that do.
        """
        with self._database.write() as session:
            # Locked, because panels that two browsers fold at once are all folded.
            account = session.get_one(Account, account_id, with_for_update=True)
            for name, value in changes.items():
                setattr(account, name, value if name != "panels" or value is None else (account.panels or {}) | value)
            return _shown(account.convention, account.palette, account.panels)


def _shown(convention: str | None, palette: str | None, panels: dict[str, bool | None] | None) -> Preferences:
    # Panels that the page has no more are left out.
    opened = Panels.model_validate(panels or {})
    return Preferences.model_validate({"convention": convention, "palette": palette, "panels": opened})
