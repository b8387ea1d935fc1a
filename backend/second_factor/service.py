"""Set up second factors, ask for them, take them off."""

from __future__ import annotations

import logging
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import Delete, Update, delete, func, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session as OrmSession

from backend.access import Identity
from backend.errors import Conflict, Refused
from backend.second_factor.recovery import hash_recovery_code, new_recovery_codes
from backend.second_factor.totp import matching_step, new_key, provisioning_address, spelt
from backend.vault import Vault
from db.models import RecoveryCode, SecondFactor, Session
from db.session import SessionFactory
from db.types import utc_now

__all__ = ["Enrolment", "SecondFactorService"]

logger = logging.getLogger(__name__)


@dataclass(frozen=True)
class Enrolment:
    """What an authenticator app is told, this once.

    Args:
        key: for typing it in.
        address: the same and more, for a QR code.
    """

    key: str
    address: str


class SecondFactorService:
    """Keep the second factors of accounts.

    Args:
        database: where they are.
        vault: what their keys are encrypted with.
    """

    def __init__(self, database: SessionFactory, *, vault: Vault) -> None:
        self._database = database
        self._vault = vault

    def enrolled(self, account_ids: Iterable[int]) -> set[int]:
        """Tell which of some accounts are asked for a code when they sign in."""
        wanted = SecondFactor.account_id.in_(account_ids), SecondFactor.sealed_key.is_not(None)
        with self._database.read() as session:
            return set(session.scalars(select(SecondFactor.account_id).where(*wanted)))

    def codes_left(self, account_id: int) -> int:
        """Count the recovery codes that an account has not used."""
        count = select(func.count()).select_from(RecoveryCode).where(RecoveryCode.account_id == account_id)
        with self._database.read() as session:
            return session.scalar(count) or 0

    def begin(self, identity: Identity) -> Enrolment:
        """Draw a key for an authenticator app; until a code of it is shown, all stays as it was."""
        key = new_key()
        sealed = self._vault.seal(key, purpose=_purpose(identity.account_id))
        try:
            self._keep_new_key(identity.account_id, sealed=sealed)
        except IntegrityError:
            # Another request has begun for the first time at the same moment.
            self._keep_new_key(identity.account_id, sealed=sealed)
        return Enrolment(key=spelt(key), address=provisioning_address(key, account=identity.name))

    def confirm(self, identity: Identity, *, code: str) -> list[str]:
        """Take the first code of an app that is being set up; return new recovery codes. Other browsers are signed out.

        Raises:
            Conflict: no app is being set up.
            Refused: it is not the app's code.
        """
        with self._database.write() as session:
            own = select(SecondFactor).where(SecondFactor.account_id == identity.account_id).with_for_update()
            row = session.scalar(own)
            if row is None or row.sealed_new_key is None:
                raise Conflict("No authenticator app is being set up. Please begin again.")
            key = self._vault.unseal(row.sealed_new_key, purpose=_purpose(identity.account_id))
            step = None if key is None else matching_step(key, code, at=utc_now())
            if step is None:
                raise Refused.field("code", "This is not the code that the app shows now. Is its clock right?")
            row.sealed_key, row.sealed_new_key, row.last_step = row.sealed_new_key, None, step
            others = delete(Session).where(Session.account_id == identity.account_id, Session.id != identity.session_id)
            session.execute(others)
            session.execute(update(Session).where(Session.id == identity.session_id).values(second_factor_at=utc_now()))
            return _replace_codes(session, identity.account_id)

    def accepts(self, account_id: int, *, code: str) -> bool:
        """Tell whether a code is one of the app's, or a recovery code, and see that it is not taken again."""
        with self._database.read() as session:
            row = session.scalar(select(SecondFactor).where(SecondFactor.account_id == account_id))
        if row is None or row.sealed_key is None:
            return False
        key = self._vault.unseal(row.sealed_key, purpose=_purpose(account_id))
        if key is None:
            logger.error("the second factor of account %d was encrypted with another key than today's", account_id)
        step = None if key is None else matching_step(key, code, at=utc_now())
        if step is None:
            own = RecoveryCode.account_id == account_id, RecoveryCode.code_hash == hash_recovery_code(code)
            using: Delete | Update = delete(RecoveryCode).where(*own)
        else:
            newer = SecondFactor.account_id == account_id, SecondFactor.last_step < step
            using = update(SecondFactor).where(*newer).values(last_step=step)
        with self._database.write() as session:
            # Of two that come with one code at the same moment, the database lets only one through.
            return session.connection().execute(using).rowcount == 1

    def renew_codes(self, account_id: int) -> list[str]:
        """Give an account new recovery codes; those from before are worth nothing any more.

        Raises:
            Conflict: the account has no second factor.
        """
        if not self.enrolled([account_id]):
            raise Conflict("This account has no second factor.")
        with self._database.write() as session:
            return _replace_codes(session, account_id)

    def remove(self, account_id: int, *, keep_session: int | None = None) -> None:
        """Take the second factor off an account, and sign out its browsers.

        Args:
            account_id: of the account; one that has none stays as it is.
            keep_session: the browser's session that stays, though it counts as opened without a second factor.
        """
        with self._database.write() as session:
            session.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account_id))
            session.execute(delete(SecondFactor).where(SecondFactor.account_id == account_id))
            session.execute(delete(Session).where(Session.account_id == account_id, Session.id != (keep_session or 0)))
            session.execute(update(Session).where(Session.account_id == account_id).values(second_factor_at=None))

    def _keep_new_key(self, account_id: int, *, sealed: str) -> None:
        with self._database.write() as session:
            row = session.scalar(select(SecondFactor).where(SecondFactor.account_id == account_id))
            row = row or SecondFactor(account_id=account_id, last_step=0)
            row.sealed_new_key = sealed
            session.add(row)


def _replace_codes(session: OrmSession, account_id: int) -> list[str]:
    codes = new_recovery_codes()
    session.execute(delete(RecoveryCode).where(RecoveryCode.account_id == account_id))
    session.add_all(RecoveryCode(account_id=account_id, code_hash=hash_recovery_code(code)) for code in codes)
    return codes


def _purpose(account_id: int) -> str:
    return f"second factor of account {account_id}"
