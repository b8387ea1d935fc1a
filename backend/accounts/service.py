"""Make, list and change accounts."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError

from backend.access import Role
from backend.accounts.passwords import hash_password
from backend.errors import Conflict, FieldError, NotFound
from backend.pagination import PageQuery, paginate
from db.models import Account, Session
from db.session import SessionFactory

__all__ = ["AccountService"]

FIRST_ID = 1


class AccountService:
    """Keep the accounts.

    Args:
        database: where they are.
    """

    def __init__(self, database: SessionFactory) -> None:
        self._database = database

    def any_exist(self) -> bool:
        """Tell whether anyone can sign in at all."""
        with self._database.read() as session:
            return session.scalar(select(Account.id).limit(1)) is not None

    def page(self, query: PageQuery) -> tuple[Sequence[Account], int]:
        """List accounts by name; return a page and how many there are."""
        with self._database.read() as session:
            return paginate(session, select(Account).order_by(Account.name), query=query)

    def by_name(self, name: str) -> Account:
        """Find an account.

        Raises:
            NotFound: nobody has this name.
        """
        with self._database.read() as session:
            account = session.scalar(select(Account).where(Account.name == name))
        if account is None:
            raise NotFound(f"There is no account {name}.")
        return account

    def by_id(self, account_id: int) -> Account:
        """Find an account.

        Raises:
            NotFound: there is no such account.
        """
        with self._database.read() as session:
            account = session.get(Account, account_id)
        if account is None:
            raise NotFound("There is no such account.")
        return account

    def create(self, *, name: str, password: str, role: Role) -> Account:
        """Make an account.

        Raises:
            Conflict: the name is taken.
        """
        account = Account(name=name, password_hash=hash_password(password), role=role)
        return self._insert(account, taken=f"There is already an account {name}.")

    def create_first(self, *, name: str, password: str) -> Account:
        """Make the administrator of an installation that has no accounts.

        Raises:
            Conflict: there is an account.
        """
        taken = "This installation already has an account. Please sign in."
        if self.any_exist():
            raise Conflict(taken)
        # A fixed id, so that of two requests at the same moment the database lets only one through.
        first = Account(id=FIRST_ID, name=name, password_hash=hash_password(password), role="admin")
        return self._insert(first, taken=taken)

    def change(
        self, account_id: int, *, role: Role | None = None, disabled: bool | None = None, password: str | None = None
    ) -> Account:
        """Change what is given of an account; a new password signs its browsers out.

        Raises:
            NotFound: there is no such account.
            Conflict: nobody would be left to administer.
        """
        password_hash = None if password is None else hash_password(password)
        with self._database.write() as session:
            # Locked, so that two administrators cannot remove each other at the same moment.
            admins = select(Account.id).where(Account.role == "admin", Account.disabled.is_(False)).with_for_update()
            active = set(session.scalars(admins))
            account = session.get(Account, account_id)
            if account is None:
                raise NotFound("There is no such account.")
            account.role = role or account.role
            account.disabled = account.disabled if disabled is None else disabled
            if active == {account.id} and (account.disabled or account.role != "admin"):
                raise Conflict(f"{account.name} is the last administrator; make another one first.")
            if password_hash is not None:
                account.password_hash = password_hash
            if password_hash is not None or account.disabled:
                session.execute(delete(Session).where(Session.account_id == account.id))
        return account

    def count(self) -> int:
        """Count the accounts."""
        with self._database.read() as session:
            return session.scalar(select(func.count()).select_from(Account)) or 0

    def _insert(self, account: Account, *, taken: str) -> Account:
        try:
            with self._database.write() as session:
                session.add(account)
        except IntegrityError as error:
            raise Conflict(taken, errors=[FieldError("name", taken)]) from error
        return account
