"""Issue, list and withdraw tokens."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import cast

from sqlalchemy import select

from backend.access import Identity, Role
from backend.access.credentials import hash_secret, new_secret
from backend.access.own import is_over
from backend.access.roles import satisfies
from backend.errors import NotFound, Refused
from backend.pagination import PageQuery, paginate
from db.models import Account, Token
from db.session import SessionFactory
from db.types import utc_now

__all__ = ["DEFAULT_DAYS", "TokenService"]

DEFAULT_DAYS = 365

# So that a token found in a log or a script can be told for what it is.
TOKEN_PREFIX = "ns_"


class TokenService:
    """Keep the tokens of programs.

    Args:
        database: where they are.
    """

    def __init__(self, database: SessionFactory) -> None:
        self._database = database

    def page(self, account_id: int, *, query: PageQuery) -> tuple[Sequence[Token], int]:
        """List an account's tokens, newest first; return a page and how many there are."""
        with self._database.read() as session:
            if session.get(Account, account_id) is None:
                raise NotFound("There is no such account.")
            statement = select(Token).where(Token.account_id == account_id).order_by(Token.id.desc())
            return paginate(session, statement, query=query)

    def issue(
        self, account_id: int, *, name: str, role: Role | None = None, days: int = DEFAULT_DAYS
    ) -> tuple[Token, str]:
        """Make a token; return it and its secret, which is not kept.

        Args:
            account_id: for which account it acts.
            name: what it is for.
            role: the most that it may do; the account's role if it is left out.
            days: how long it is good for.

        Raises:
            NotFound: there is no such account.
            Refused: the account itself may do less.
        """
        secret = TOKEN_PREFIX + new_secret()
        ends = utc_now() + timedelta(days=days)
        token = Token(account_id=account_id, name=name, secret_hash=hash_secret(secret), role=role, expires_at=ends)
        with self._database.write() as session:
            account = session.get(Account, account_id)
            if account is None:
                raise NotFound("There is no such account.")
            if role is not None and not satisfies(cast(Role, account.role), needed=role):
                raise Refused.field("role", f"The account {account.name} is {account.role} and may do less than this.")
            session.add(token)
        return token, secret

    def withdraw(self, token_id: int, *, by: Identity) -> None:
        """Make a token worthless.

        Raises:
            NotFound: it is not there, or belongs to someone else and `by` is no administrator.
        """
        with self._database.write() as session:
            token = session.get(Token, token_id)
            if token is None or not is_over(token.account_id, by=by):
                raise NotFound("There is no such token.")
            session.delete(token)
