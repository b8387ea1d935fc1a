"""Make, list and change groups, and who is in them."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import delete, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from backend.errors import Conflict, FieldError, NotFound
from backend.groups.choice import choice
from backend.groups.sight import Sight
from backend.pagination import PageQuery, paginate
from db.models import Account, Group, Membership
from db.session import SessionFactory

__all__ = ["GroupService"]


class GroupService:
    """Keep the groups.

    Args:
        database: where they are.
    """

    def __init__(self, database: SessionFactory) -> None:
        self._database = database

    def page(self, query: PageQuery, *, sight: Sight) -> tuple[Sequence[Group], int]:
        """List by name the groups that somebody may give a study to; return a page and how many there are."""
        with self._database.read() as session:
            return paginate(session, choice(sight).order_by(Group.name), query=query)

    def create(self, *, name: str) -> Group:
        """Make a group.

        Raises:
            Conflict: the name is taken.
        """
        group = Group(name=name)
        try:
            with self._database.write() as session:
                session.add(group)
        except IntegrityError as error:
            raise _taken(name) from error
        return group

    def rename(self, group_id: int, *, name: str) -> Group:
        """Give a group another name.

        Raises:
            NotFound: there is no such group.
            Conflict: the name is taken.
        """
        try:
            with self._database.write() as session:
                group = _existing(session, group_id)
                group.name = name
        except IntegrityError as error:
            raise _taken(name) from error
        return group

    def delete(self, group_id: int) -> None:
        """Delete a group that has no studies, so that none becomes everybody's by it.

        Raises:
            NotFound: there is no such group.
            Conflict: it has studies or patients, deleted ones included.
        """
        try:
            with self._database.write() as session:
                name = _existing(session, group_id).name
                # The database itself refuses what the code does not know of.
                session.execute(delete(Group).where(Group.id == group_id))
        except IntegrityError as error:
            raise Conflict(
                f"{name} has studies or patients; those that were deleted count until they are gone for good."
            ) from error

    def members(self, group_id: int, *, query: PageQuery) -> tuple[Sequence[Account], int]:
        """List by name the accounts in a group; return a page and how many there are.

        Raises:
            NotFound: there is no such group.
        """
        inside = select(Account).join(Membership, Membership.account_id == Account.id)
        with self._database.read() as session:
            _existing(session, group_id)
            return paginate(session, inside.where(Membership.group_id == group_id).order_by(Account.name), query=query)

    def add(self, group_id: int, *, account_id: int) -> None:
        """Put an account into a group; it may be there already.

        Raises:
            NotFound: there is no such group or account.
        """
        with self._database.write() as session:
            _existing(session, group_id)
            # Locked, so that of two requests at the same moment the second one finds what the first one did.
            if session.get(Account, account_id, with_for_update=True) is None:
                raise NotFound("There is no such account.")
            known = select(Membership.id).where(Membership.group_id == group_id, Membership.account_id == account_id)
            if session.scalar(known) is None:
                session.add(Membership(group_id=group_id, account_id=account_id))

    def remove(self, group_id: int, *, account_id: int) -> None:
        """Take an account out of a group; what is the group's is out of its sight at once.

        Raises:
            NotFound: there is no such group.
        """
        with self._database.write() as session:
            _existing(session, group_id)
            session.execute(
                delete(Membership).where(Membership.group_id == group_id, Membership.account_id == account_id)
            )


def _existing(session: Session, group_id: int) -> Group:
    group = session.get(Group, group_id)
    if group is None:
        raise NotFound("There is no such group.")
    return group


def _taken(name: str) -> Conflict:
    message = f"There is already a group {name}."
    return Conflict(message, errors=[FieldError("name", message)])
