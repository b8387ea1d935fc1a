"""Which group a study is given to, and by whom."""

from __future__ import annotations

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from backend.errors import Refused
from backend.groups.sight import Sight
from db.models import Group, Membership

__all__ = ["EVERYONE", "check_choice", "choice", "group_of_upload"]

# In a form, which has no null: the study is everybody's.
EVERYONE = 0


def choice(sight: Sight) -> Select[Group]:
    """Select the groups that somebody may give a study to: their own, or for administrators any."""
    if sight.account_id is None:
        return select(Group)
    return (
        select(Group).join(Membership, Membership.group_id == Group.id).where(Membership.account_id == sight.account_id)
    )


def check_choice(session: Session, group_id: int | None, *, sight: Sight) -> None:
    """Check that somebody may give a study to a group, and hold the group until the transaction ends.

    Args:
        session: of the transaction in which the study is given.
        group_id: None, which anybody may, stands for everybody.
        sight: of who gives it.

    Raises:
        Refused: it is not one of theirs, or there is none.
    """
    if group_id is None:
        return
    if session.scalar(choice(sight).where(Group.id == group_id).with_for_update(read=True)) is None:
        raise Refused.field("group_id", "There is no such group, or your account is not in it.")


def group_of_upload(session: Session, given: int | None, *, account_id: int, sight: Sight) -> int | None:
    """Find the group that a new study is given to.

    Args:
        session: of the transaction in which the study is stored.
        given: what the form says: `EVERYONE`, a group, or nothing.
        account_id: who uploads. Where the form says nothing, the study is for the group of that account.
        sight: of the same.

    Returns:
        The id of the group; None where the study is everybody's.

    Raises:
        Refused: the group is not one of theirs; or nothing was said, and they have several.
    """
    if given is not None:
        group_id = None if given == EVERYONE else given
    else:
        own = session.scalars(select(Membership.group_id).where(Membership.account_id == account_id)).all()
        if len(own) > 1:
            raise Refused.field("group_id", "Say which of your groups this study is for, or that it is for everyone.")
        group_id = own[0] if own else None
    check_choice(session, group_id, sight=sight)
    return group_id
