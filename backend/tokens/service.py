"""Issue, list and withdraw tokens."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from backend.access import Identity
from backend.access.credentials import hash_secret, new_secret
from backend.errors import NotFound
from backend.pagination import PageQuery, paginate
from db.models import Account, Token
from db.session import SessionFactory

__all__ = ["TokenService"]

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

    def issue(self, account_id: int, *, name: str) -> tuple[Token, str]:
        """Make a token of an account's own role; return it and its secret, which is not kept.

        Raises:
            NotFound: there is no such account.
        """
        secret = TOKEN_PREFIX + new_secret()
        token = Token(account_id=account_id, name=name, secret_hash=hash_secret(secret))
        with self._database.write() as session:
            if session.get(Account, account_id) is None:
                raise NotFound("There is no such account.")
            session.add(token)
        return token, secret

    def withdraw(self, token_id: int, *, by: Identity) -> None:
        """Make a token worthless.

        Raises:
            NotFound: it is not there, or belongs to someone else and `by` is no administrator.
        """
        with self._database.write() as session:
            token = session.get(Token, token_id)
            if token is None or (token.account_id != by.account_id and by.role != "admin"):
                raise NotFound("There is no such token.")
            session.delete(token)
