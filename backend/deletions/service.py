"""Find what was deleted and can still be brought back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import CompoundSelect, func, literal, select, union_all
from sqlalchemy.orm import Session, joinedload

from backend.groups import Sight
from backend.pagination import PageQuery
from db.clock import shared_now
from db.models import Patient, Study
from db.session import SessionFactory

__all__ = ["DeletedRecord", "DeletionService"]


@dataclass(frozen=True, kw_only=True)
class DeletedRecord:
    """Hold a deleted patient, or a deleted study of a patient who is not.

    Args:
        record: the row.
        study_count: how many studies come back with it.
        deleted_at: when it was deleted.
        gone_at: when it is gone for good.
    """

    record: Patient | Study
    study_count: int
    deleted_at: datetime
    gone_at: datetime


class DeletionService:
    """List deletions.

    Args:
        database: where records are.
        grace: how long a deletion can be undone.
    """

    def __init__(self, database: SessionFactory, *, grace: timedelta) -> None:
        self._database = database
        self._grace = grace

    def page(self, query: PageQuery, *, sight: Sight) -> tuple[Sequence[DeletedRecord], int]:
        """List what is seen of the deleted records, the newest deletion first; return a page and how many there are.

        A study that was deleted before its patient is listed once the patient is back: it cannot come before.
        """
        with self._database.read() as session:
            found = _deleted(sight=sight, after=shared_now(session) - self._grace).subquery()
            newest = select(found).order_by(found.c.deleted_at.desc(), found.c.kind, found.c.id.desc())
            total = session.scalar(select(func.count()).select_from(found)) or 0
            keys = session.execute(newest.limit(query.per_page).offset((query.page - 1) * query.per_page)).all()
            ids = {kind: [key.id for key in keys if key.kind == kind] for kind in ("patient", "study")}
            rows: dict[tuple[str, int], tuple[Patient | Study, int]] = {
                **{("patient", row.id): (row, count) for row, count in _patients(session, ids["patient"], sight=sight)},
                **{("study", row.id): (row, 1) for row in _studies(session, ids["study"])},
            }
        # One that has come back between two of the queries is left out.
        return [self._described(*rows[key.kind, key.id]) for key in keys if (key.kind, key.id) in rows], total

    def _described(self, record: Patient | Study, study_count: int) -> DeletedRecord:
        assert record.deleted_at is not None
        return DeletedRecord(
            record=record,
            study_count=study_count,
            deleted_at=record.deleted_at,
            gone_at=record.deleted_at + self._grace,
        )


def _deleted(*, sight: Sight, after: datetime) -> CompoundSelect[str, int, datetime]:
    patients = select(literal("patient").label("kind"), Patient.id, Patient.deleted_at).where(
        Patient.deleted_at > after, sight.patients()
    )
    studies = (
        select(literal("study").label("kind"), Study.id, Study.deleted_at)
        .join(Patient, Patient.id == Study.patient_id)
        .where(Study.deleted_at > after, Patient.deleted_at.is_(None), sight.studies())
    )
    return union_all(patients, studies)


def _patients(session: Session, ids: Sequence[int], *, sight: Sight) -> Sequence[tuple[Patient, int]]:
    together = (Study.patient_id == Patient.id) & (Study.deleted_at == Patient.deleted_at) & sight.studies()
    count = select(func.count()).select_from(Study).where(together).correlate(Patient).scalar_subquery()
    found = session.execute(select(Patient, count).where(Patient.id.in_(ids), Patient.deleted_at.is_not(None)))
    return [(patient, number) for patient, number in found]


def _studies(session: Session, ids: Sequence[int]) -> Sequence[Study]:
    whole = select(Study).options(joinedload(Study.patient), joinedload(Study.group))
    return session.scalars(whole.where(Study.id.in_(ids), Study.deleted_at.is_not(None))).all()
