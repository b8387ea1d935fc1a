"""Sign in, sign out, change one's own password."""

from __future__ import annotations

from typing import cast

from sqlalchemy import delete, or_, select, update

from backend.access import Identity, Role
from backend.access.credentials import Authenticator, hash_secret, new_secret
from backend.access.guesses import GuessBook
from backend.accounts.passwords import hash_password, needs_rehash, verify_password
from backend.errors import FieldError, NotFound, NotSignedIn, Refused
from backend.second_factor.service import SecondFactorService
from backend.sessions.browser import Browser
from db.models import Account, Session
from db.session import SessionFactory
from db.types import utc_now

__all__ = ["SessionService"]


class SessionService:
    """Keep the sessions of browsers.

    Args:
        database: where they are.
        authenticator: knows when a session has ended.
        guesses: slows down whoever tries one password after another.
        second_factors: what some accounts show beside their passwords.
    """

    def __init__(
        self,
        database: SessionFactory,
        *,
        authenticator: Authenticator,
        guesses: GuessBook,
        second_factors: SecondFactorService,
    ) -> None:
        self._database = database
        self._authenticator = authenticator
        self._guesses = guesses
        self._second_factors = second_factors

    def sign_in(self, *, name: str, password: str, code: str = "", browser: Browser) -> tuple[str, Identity]:
        """Check a name, a password and, if the account has a second factor, a code.

        Returns:
            The cookie's secret, and who it is.

        Args:
            name: of the account.
            password: as it was typed.
            code: of the authenticator app, or a recovery code; empty where none was typed.
            browser: who asks.

        Raises:
            NotSignedIn: name or password is wrong, or the account is disabled; it does not say which. Or the code is
                missing or wrong, which it says.
            TooOften: there were too many wrong tries.
        """
        self._guesses.enter(name=name, address=browser.address)
        with self._database.read() as session:
            account = session.scalar(select(Account).where(Account.name == name))
        hashed = None if account is None else account.password_hash
        right = verify_password(password, hashed=hashed)
        if account is None or not right or account.disabled:
            raise NotSignedIn("Name or password is not right.")
        has_second_factor = bool(self._second_factors.enrolled([account.id]))
        if has_second_factor:
            self._check_code(account.id, code=code, name=name, address=browser.address)
        self._guesses.forgive(name=name, address=browser.address)
        if needs_rehash(account.password_hash):
            self._set_password(account.id, password=password)
        return self.open(account, browser=browser, second_factor=has_second_factor)

    def open(self, account: Account, *, browser: Browser, second_factor: bool = False) -> tuple[str, Identity]:
        """Start a session; return the cookie's secret and who it is. Sessions that have ended are cleared away.

        Args:
            account: who signs in.
            browser: in which.
            second_factor: whether one was shown.
        """
        secret, csrf_token, now = new_secret(), new_secret(), utc_now()
        unseen_since, made_before = self._authenticator.expiry(now=now)
        row = Session(
            secret_hash=hash_secret(secret),
            account_id=account.id,
            csrf_token=csrf_token,
            address=browser.address,
            agent=browser.agent,
            second_factor_at=now if second_factor else None,
        )
        with self._database.write() as session:
            session.execute(
                delete(Session).where(or_(Session.seen_at < unseen_since, Session.created_at < made_before))
            )
            if browser.former is not None:
                session.execute(delete(Session).where(Session.secret_hash == hash_secret(browser.former)))
            session.add(row)
        role = cast(Role, account.role)
        return secret, Identity(
            account_id=account.id,
            name=account.name,
            role=role,
            session_id=row.id,
            csrf_token=csrf_token,
            second_factor=second_factor,
        )

    def sign_out(self, identity: Identity) -> None:
        """End the browser's session."""
        with self._database.write() as session:
            session.execute(delete(Session).where(Session.id == identity.session_id))

    def sign_out_everywhere(self, account_id: int) -> None:
        """End the sessions of an account in every browser."""
        with self._database.write() as session:
            session.execute(delete(Session).where(Session.account_id == account_id))

    def change_password(
        self, identity: Identity, *, current_password: str, new_password: str, address: str
    ) -> str | None:
        """Change one's own password; every other browser is signed out.

        Returns:
            The new secret for the cookie of this browser; None for a program.

        Raises:
            Refused: the current password is wrong, or the new one does not do.
            TooOften: there were too many wrong tries.
        """
        account = self.confirm_password(identity, password=current_password, field="current_password", address=address)
        if new_password == current_password:
            raise Refused.field("new_password", "This is your current password; choose another one.")
        self._set_password(account.id, password=new_password)
        others = delete(Session).where(Session.account_id == account.id, Session.id != (identity.session_id or 0))
        with self._database.write() as session:
            session.execute(others)
        return None if identity.session_id is None else self.renew(identity)

    def renew(self, identity: Identity) -> str:
        """Give the browser's session a new secret for its cookie, and return it; the old one opens nothing any more."""
        secret = new_secret()
        own = update(Session).where(Session.id == identity.session_id).values(secret_hash=hash_secret(secret))
        with self._database.write() as session:
            session.execute(own)
        return secret

    def confirm_password(self, identity: Identity, *, password: str, field: str, address: str) -> Account:
        """Ask for one's own password once more, before something that matters; return the account.

        Args:
            identity: who is asking.
            password: as it was typed.
            field: where it was typed.
            address: where the request comes from.

        Raises:
            Refused: it is wrong.
            TooOften: there were too many wrong tries.
        """
        with self._database.read() as session:
            account = session.get(Account, identity.account_id)
        if account is None:
            raise NotFound("There is no such account.")
        self._guesses.enter(name=account.name, address=address)
        if not verify_password(password, hashed=account.password_hash):
            raise Refused.field(field, "This is not your current password.")
        self._guesses.forgive(name=account.name, address=address)
        return account

    def _check_code(self, account_id: int, *, code: str, name: str, address: str) -> None:
        if not code.strip():
            # The password alone starts no count anew, or it would buy further tries at the code.
            self._guesses.take_back(name=name, address=address)
            asked = "Please give the code that your authenticator app shows, or a recovery code."
            raise NotSignedIn(asked, errors=[FieldError("code", asked)])
        if not self._second_factors.accepts(account_id, code=code):
            wrong = "This code is not right, or was used before."
            raise NotSignedIn(wrong, errors=[FieldError("code", wrong)])

    def _set_password(self, account_id: int, *, password: str) -> None:
        hashed = hash_password(password)
        with self._database.write() as session:
            account = session.get_one(Account, account_id)
            account.password_hash = hashed
