"""Who sends a request, as the log says it."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass

from flask import g, request
from sqlalchemy import select

from backend.access.identity import Identity
from backend.audit.entry import Via
from db.models import Account
from db.session import SessionFactory

__all__ = ["Who", "account_named", "who"]


@dataclass(frozen=True, kw_only=True)
class Who:
    """Name an account, or a stranger, and where they are.

    Args:
        via: how they showed who they are.
        address: of their machine.
        session_id: of their browser's session.
        account_id: None for a stranger.
        account_name: likewise.
        role: likewise.
    """

    via: Via
    address: str
    session_id: int | None = None
    account_id: int | None = None
    account_name: str | None = None
    role: str | None = None

    @property
    def key(self) -> Hashable:
        """What is the same for everything that one of them does."""
        return (self.account_id, self.session_id, self.via, self.address)


def who() -> Who:
    """Tell who sends the request that is being answered."""
    identity: Identity | None = g.get("neuroslice_identity")
    address = request.remote_addr or ""
    if identity is None:
        return Who(via="nobody", address=address)
    return Who(
        via="token" if identity.session_id is None else "browser",
        address=address,
        session_id=identity.session_id,
        account_id=identity.account_id,
        account_name=identity.name,
        role=identity.role,
    )


def account_named(database: SessionFactory, name: object, *, via: Via) -> Who:
    """Find whom somebody says to be who signs in.

    A name that nobody has is not kept: people type passwords, and patients' names, into the wrong field.
    """
    account = None
    if isinstance(name, str) and _is_text(name):
        with database.read() as session:
            account = session.scalar(select(Account).where(Account.name == " ".join(name.split())))
    address = request.remote_addr or ""
    if account is None:
        return Who(via="nobody", address=address)
    return Who(via=via, address=address, account_id=account.id, account_name=account.name, role=account.role)


def _is_text(name: str) -> bool:
    """Tell whether a database can be asked for it: half of a surrogate pair is nobody's name."""
    return not any("\ud800" <= letter <= "\udfff" for letter in name)
