"""What an account sees of the studies and the patients: the one place that says so.

A study without a group is everybody's. A study of a group is seen by the accounts in that group, and by administrators,
who could put themselves into it. A patient is seen by who sees one of the patient's studies, a deleted one included
until it is gone for good; a patient without studies is everybody's, unless the last of them was a group's.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import ColumnElement, Select, and_, not_, or_, select, true

from backend.access import Identity, current_identity
from db.models import Membership, Patient, Study

__all__ = ["EVERYTHING", "Sight", "current_sight", "seen_patient", "seen_patients", "seen_studies", "sight_of"]

# Or what stands for it in a statement that is compiled once.
AccountId = int | ColumnElement[int]


@dataclass(frozen=True)
class Sight:
    """What an account may see; asked of the database with every statement, so that who leaves a group is out at once.

    Args:
        account_id: whose groups count; None sees everything.
    """

    account_id: int | None

    def studies(self) -> ColumnElement[bool]:
        """Make the condition that a study fulfils which is seen."""
        return true() if self.account_id is None else seen_studies(self.account_id)

    def patients(self) -> ColumnElement[bool]:
        """Make the condition that a patient fulfils who is seen."""
        return true() if self.account_id is None else seen_patients(self.account_id)


EVERYTHING = Sight(None)


def sight_of(identity: Identity) -> Sight:
    """Give what somebody sees; a token that may less than an administrator sees what the account's groups see."""
    return EVERYTHING if identity.role == "admin" else Sight(identity.account_id)


def current_sight() -> Sight:
    """Give what the account sees that sent this request.

    Raises:
        NotSignedIn: there is none.
    """
    return sight_of(current_identity())


def seen_studies(account_id: AccountId) -> ColumnElement[bool]:
    """Make the condition that a study fulfils which an account without further rights sees."""
    # Said this way, so that SQLite does not gather all studies by their group first, where the newest few are wanted.
    return not_(and_(Study.group_id.is_not(None), Study.group_id.not_in(_groups(account_id))))


def seen_patients(account_id: AccountId) -> ColumnElement[bool]:
    """Make the condition that a patient fulfils whom an account without further rights sees, to find many."""
    # Of all that is not NULL; for this SQLite uses the index.
    limited = Patient.id.in_(select(Study.patient_id).where(Study.group_id > 0))
    return _seen(account_id, limited=limited)


def seen_patient(account_id: AccountId) -> ColumnElement[bool]:
    """Make the same condition to find one, which looks at the studies of that patient alone."""
    limited = select(Study.id).where(Study.patient_id == Patient.id, Study.group_id.is_not(None)).exists()
    return _seen(account_id, limited=limited)


def _seen(account_id: AccountId, *, limited: ColumnElement[bool]) -> ColumnElement[bool]:
    one_is_seen = select(Study.id).where(Study.patient_id == Patient.id, seen_studies(account_id)).exists()
    own = or_(Patient.group_id.is_(None), Patient.group_id.in_(_groups(account_id)))
    return or_(not_(limited) & own, one_is_seen)


def _groups(account_id: AccountId) -> Select[int]:
    return select(Membership.group_id).where(Membership.account_id == account_id)
