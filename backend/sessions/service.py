"""Sign in, sign out, change one's own password."""

from __future__ import annotations

from typing import cast

from sqlalchemy import delete, or_, select

from backend.access import Identity, Role
from backend.access.credentials import Authenticator, hash_secret, new_secret
from backend.accounts.passwords import hash_password, needs_rehash, verify_password
from backend.errors import NotFound, NotSignedIn, Refused
from db.models import Account, Session
from db.session import SessionFactory
from db.types import utc_now

__all__ = ["SessionService"]


class SessionService:
    """Keep the sessions of browsers.

    Args:
        database: where they are.
        authenticator: knows when a session has ended.
    """

    def __init__(self, database: SessionFactory, *, authenticator: Authenticator) -> None:
        self._database = database
        self._authenticator = authenticator

    def sign_in(self, *, name: str, password: str) -> tuple[str, Identity]:
        """Check a name and a password; return the cookie's secret and who it is.

        Raises:
            NotSignedIn: name or password is wrong, or the account is disabled; it does not say which.
        """
        with self._database.read() as session:
            account = session.scalar(select(Account).where(Account.name == name))
        hashed = None if account is None else account.password_hash
        right = verify_password(password, hashed=hashed)
        if account is None or not right or account.disabled:
            raise NotSignedIn("Name or password is not right.")
        if needs_rehash(account.password_hash):
            self._set_password(account.id, password=password)
        return self.open(account)

    def open(self, account: Account) -> tuple[str, Identity]:
        """Start a session; return the cookie's secret and who it is. Sessions that have ended are cleared away."""
        secret, csrf_token, now = new_secret(), new_secret(), utc_now()
        unseen_since, made_before = self._authenticator.expiry(now=now)
        row = Session(secret_hash=hash_secret(secret), account_id=account.id, csrf_token=csrf_token)
        with self._database.write() as session:
            session.execute(
                delete(Session).where(or_(Session.seen_at < unseen_since, Session.created_at < made_before))
            )
            session.add(row)
        role = cast(Role, account.role)
        return secret, Identity(
            account_id=account.id, name=account.name, role=role, session_id=row.id, csrf_token=csrf_token
        )

    def sign_out(self, identity: Identity) -> None:
        """End the browser's session."""
        with self._database.write() as session:
            session.execute(delete(Session).where(Session.id == identity.session_id))

    def change_password(self, identity: Identity, *, current_password: str, new_password: str) -> None:
        """Change one's own password; every other browser is signed out.

        Raises:
            Refused: the current password is wrong, or the new one is the same.
        """
        with self._database.read() as session:
            account = session.get(Account, identity.account_id)
        if account is None:
            raise NotFound("There is no such account.")
        if not verify_password(current_password, hashed=account.password_hash):
            raise Refused.field("current_password", "This is not your current password.")
        if new_password == current_password:
            raise Refused.field("new_password", "This is your current password; choose another one.")
        self._set_password(account.id, password=new_password)
        others = delete(Session).where(Session.account_id == account.id, Session.id != (identity.session_id or 0))
        with self._database.write() as session:
            session.execute(others)

    def _set_password(self, account_id: int, *, password: str) -> None:
        hashed = hash_password(password)
        with self._database.write() as session:
            account = session.get_one(Account, account_id)
            account.password_hash = hashed
