"""See where an account is signed in, and end that."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, select

from backend.access import Identity
from backend.access.credentials import Authenticator
from backend.access.own import is_over
from backend.errors import NotFound
from backend.pagination import PageQuery, paginate
from db.models import Account, Session
from db.session import SessionFactory
from db.types import utc_now

__all__ = ["OpenSessions"]


class OpenSessions:
    """The sessions that have not ended.

    Args:
        database: where they are.
        authenticator: knows when a session has ended.
    """

    def __init__(self, database: SessionFactory, *, authenticator: Authenticator) -> None:
        self._database = database
        self._authenticator = authenticator

    def page(self, account_id: int, *, query: PageQuery) -> tuple[Sequence[Session], int]:
        """List where an account is signed in, last used first; return a page and how many there are.

        Raises:
            NotFound: there is no such account.
        """
        unseen_since, made_before = self._authenticator.expiry(now=utc_now())
        statement = (
            select(Session)
            .where(
                Session.account_id == account_id,
                Session.seen_at >= unseen_since,
                Session.created_at >= made_before,
            )
            .order_by(Session.seen_at.desc(), Session.id.desc())
        )
        with self._database.read() as session:
            self._check_account(session.get(Account, account_id))
            return paginate(session, statement, query=query)

    def end(self, session_id: int, *, by: Identity) -> None:
        """Sign out one browser.

        Raises:
            NotFound: it is not signed in, or by somebody else, and `by` is no administrator.
        """
        with self._database.write() as session:
            row = session.get(Session, session_id)
            if row is None or not is_over(row.account_id, by=by):
                raise NotFound("This browser is not signed in any more.")
            session.delete(row)

    def end_all(self, account_id: int) -> None:
        """Sign out an account in every browser.

        Raises:
            NotFound: there is no such account.
        """
        with self._database.write() as session:
            self._check_account(session.get(Account, account_id))
            session.execute(delete(Session).where(Session.account_id == account_id))

    @staticmethod
    def _check_account(account: Account | None) -> None:
        if account is None:
            raise NotFound("There is no such account.")
