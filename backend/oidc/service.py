"""Sign in whom the provider has signed in."""

from __future__ import annotations

import hmac
import json
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from backend.access import Identity, Role
from backend.access.credentials import new_secret
from backend.access.strength import must_have_second_factor
from backend.accounts.passwords import hash_password
from backend.errors import Conflict, Forbidden, NotFound, NotSignedIn
from backend.fields import AccountName
from backend.oidc.provider import Provider
from backend.oidc.roles import parse_roles, role_of, shows_second_factor
from backend.sessions.browser import Browser
from backend.sessions.service import SessionService
from backend.settings import Settings
from backend.vault import Vault
from db.models import Account, ExternalIdentity
from db.session import SessionFactory
from db.types import utc_now

__all__ = ["OidcService"]

PURPOSE = "a sign-in that was begun"
# As long as anybody may need for typing a password elsewhere.
LASTS = timedelta(minutes=10)
# Where a name is taken, `Kim (2)` is tried, and so on.
MOST_OF_ONE_NAME = 50
LONGEST_BASE = 120
_NAME: TypeAdapter[str] = TypeAdapter(AccountName)


class OidcService:
    """Begin and end signing in by a provider.

    Nothing is kept of a sign-in that was begun: the browser keeps it, sealed, so that any web process can end it.

    Args:
        database: where accounts are, and who they are elsewhere.
        settings: name the provider, and what its claims mean.
        sessions: opens the browser's session.
        vault: seals what the browser keeps.
    """

    def __init__(self, database: SessionFactory, *, settings: Settings, sessions: SessionService, vault: Vault) -> None:
        self._database = database
        self._settings = settings
        self._sessions = sessions
        self._vault = vault
        self._provider = Provider(settings)

    def begin(self) -> tuple[str, str]:
        """Give the address to send the browser to, and what it is to keep meanwhile.

        Raises:
            NotFound: there is no provider.
            Unavailable: the provider does not answer.
        """
        self._check_there_is_one()
        kept = {name: new_secret() for name in ("state", "nonce", "verifier")}
        address = self._provider.address(**kept)
        sealed = json.dumps(kept | {"at": utc_now().timestamp()}).encode()
        return address, self._vault.seal(sealed, purpose=PURPOSE)

    def finish(self, *, code: str, state: str, kept: str | None, browser: Browser) -> tuple[str, Identity]:
        """Sign in who came back from the provider; return the cookie's secret and who it is.

        Args:
            code: what the provider gave to the browser.
            state: likewise.
            kept: what the browser was given to keep; None where it has nothing.
            browser: which one that is.

        Raises:
            NotFound: there is no provider.
            NotSignedIn: this browser did not begin this, or did so long ago; or the provider's answer is not valid.
            Forbidden: the provider says nothing that lets them in here, or the account is disabled.
            Unavailable: the provider does not answer.
        """
        self._check_there_is_one()
        begun = self._open(kept)
        if begun is None or not hmac.compare_digest(str(begun["state"]).encode(), state.encode()):
            raise NotSignedIn("This sign-in was not begun here, or took too long. Please try again.")
        claims = self._provider.claims(code=code, nonce=str(begun["nonce"]), verifier=str(begun["verifier"]))
        role = role_of(claims, claim=self._settings.oidc_roles_claim, roles=parse_roles(self._settings.oidc_roles))
        if role is None:
            raise Forbidden("You are not among those who may use NeuroSlice. Please ask its administrator.")
        second_factor = self._settings.oidc_second_factor == "trusted" or shows_second_factor(claims)
        if not second_factor and must_have_second_factor(role, settings=self._settings):
            raise Forbidden("Your account must sign in with a second factor, and your provider did not ask for one.")
        account = self._account(claims, role=role)
        if account.disabled:
            raise Forbidden("This account is disabled.")
        return self._sessions.open(account, browser=browser, second_factor=second_factor)

    def _check_there_is_one(self) -> None:
        if not self._settings.oidc_issuer:
            raise NotFound("There is no sign-in provider.")

    def _open(self, kept: str | None) -> dict[str, Any] | None:
        opened = self._vault.unseal(kept or "", purpose=PURPOSE)
        if opened is None:
            return None
        begun: dict[str, Any] = json.loads(opened)
        return begun if abs(utc_now().timestamp() - begun["at"]) < LASTS.total_seconds() else None

    def _account(self, claims: Mapping[str, Any], *, role: Role) -> Account:
        """Give the account of whom the provider speaks of, with the role that it grants; make it if there is none."""
        issuer, subject = str(claims["iss"]), str(claims["sub"])
        own = ExternalIdentity.issuer == issuer, ExternalIdentity.subject == subject
        theirs = select(Account).join(ExternalIdentity, ExternalIdentity.account_id == Account.id).where(*own)
        # Nobody knows its password; whoever should sign in with one is given one by an administrator.
        password_hash = hash_password(new_secret())
        for name in _names(claims.get(self._settings.oidc_name_claim), subject):
            try:
                with self._database.write() as session:
                    account = session.scalar(theirs)
                    if account is None:
                        # Never that of somebody of the same name.
                        account = Account(name=name, password_hash=password_hash, role=role)
                        session.add(account)
                        session.flush()
                        session.add(ExternalIdentity(account_id=account.id, issuer=issuer, subject=subject))
                    account.role = role
                return account
            except IntegrityError:
                # The name is taken, or the same person came twice at one moment.
                continue
        raise Conflict("There are too many accounts of this name.")


def _names(claim: object, subject: str) -> list[str]:
    for candidate in (claim, subject):
        try:
            base = _NAME.validate_python(candidate)[:LONGEST_BASE]
        except ValidationError:
            continue
        return [base, *(f"{base} ({number})" for number in range(2, MOST_OF_ONE_NAME))]
    return [f"somebody ({number})" for number in range(1, MOST_OF_ONE_NAME)]
