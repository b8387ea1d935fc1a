"""Secrets that stand for an account, and the account each stands for."""

from __future__ import annotations

import hashlib
import secrets
from datetime import datetime, timedelta
from typing import cast

from sqlalchemy import bindparam, select, update

from backend.access.identity import Identity
from backend.access.roles import ROLES, Role
from backend.settings import Settings
from db.lookup import Lookup
from db.models import Account, Session, Token
from db.session import SessionFactory
from db.types import utc_now

__all__ = ["Authenticator", "hash_secret", "new_secret"]

# How old `seen_at` and `last_used_at` may get before they are written again: a request should not cost a write.
SEEN_EVERY = timedelta(minutes=1)

SESSION = (
    select(
        Session.id,
        Session.csrf_token,
        Session.created_at,
        Session.seen_at,
        Session.second_factor_at,
        Account.id,
        Account.name,
        Account.role,
    )
    .join(Account, Account.id == Session.account_id)
    .where(Session.secret_hash == bindparam("secret_hash"), Account.disabled.is_(False))
)
TOKEN = (
    select(Token.id, Token.last_used_at, Token.role, Token.expires_at, Account.id, Account.name, Account.role)
    .join(Account, Account.id == Token.account_id)
    .where(Token.secret_hash == bindparam("secret_hash"), Account.disabled.is_(False))
)


def new_secret() -> str:
    """Draw a secret of 256 bits that is safe in a header and a cookie."""
    return secrets.token_urlsafe(32)


def hash_secret(secret: str) -> str:
    """Hash a secret for keeping; it is too long to be guessed, so a fast hash without salt is right."""
    return hashlib.sha256(secret.encode()).hexdigest()


class Authenticator:
    """Find the account behind a cookie or a token, in one indexed query.

    Args:
        database: where accounts are.
        settings: how long a session lasts.
    """

    def __init__(self, database: SessionFactory, *, settings: Settings) -> None:
        self._database = database
        self._session = Lookup(database.engine, SESSION)
        self._token = Lookup(database.engine, TOKEN)
        self._idle = timedelta(minutes=settings.session_idle_minutes)
        self._absolute = timedelta(hours=settings.session_absolute_hours)

    def by_cookie(self, secret: str, *, attended: bool = True) -> Identity | None:
        """Find who signed in with a cookie; None when it is unknown, too old, or the account is disabled.

        Args:
            secret: what the browser sent.
            attended: whether somebody is at the browser; what its page asks for by itself keeps no session alive.
        """
        row = self._session.one(secret_hash=hash_secret(secret))
        if row is None:
            return None
        session_id, csrf_token, created_at, seen_at, second_factor_at, account_id, name, role = row
        now = utc_now()
        if now - seen_at > self._idle or now - created_at > self._absolute:
            return None
        if attended and now - seen_at > SEEN_EVERY:
            self._seen(session_id, now=now)
        return Identity(
            account_id=account_id,
            name=name,
            role=cast(Role, role),
            session_id=session_id,
            csrf_token=csrf_token,
            second_factor=second_factor_at is not None,
        )

    def by_token(self, secret: str) -> Identity | None:
        """Find whose token this is; None when it is unknown, has ended, or the account is disabled.

        It acts with its own role or the account's, whichever may less.
        """
        row = self._token.one(secret_hash=hash_secret(secret))
        if row is None:
            return None
        token_id, last_used_at, scope, expires_at, account_id, name, role = row
        now = utc_now()
        if expires_at is not None and now >= expires_at:
            return None
        if last_used_at is None or now - last_used_at > SEEN_EVERY:
            with self._database.write() as session:
                session.execute(update(Token).where(Token.id == token_id).values(last_used_at=now))
        least = min((each for each in (scope, role) if each is not None), key=ROLES.index)
        return Identity(account_id=account_id, name=name, role=cast(Role, least))

    def expiry(self, *, now: datetime) -> tuple[datetime, datetime]:
        """Give the moments before which a session must have been seen, and made, to have ended."""
        return now - self._idle, now - self._absolute

    def _seen(self, session_id: int, *, now: datetime) -> None:
        with self._database.write() as session:
            session.execute(update(Session).where(Session.id == session_id).values(seen_at=now))
