"""Find, change and delete studies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from backend.errors import Conflict, NotFound
from backend.groups import Sight
from backend.groups.choice import check_choice
from backend.jobs.service import JobService
from backend.pagination import paginate
from backend.patients.search import matches
from backend.studies.deletion import bring_back, hide
from backend.studies.schemas import StudyQuery
from db.clock import shared_now
from db.models import Patient, Study
from db.session import SessionFactory

__all__ = ["StudyService"]


class StudyService:
    """Keep the studies.

    Args:
        database: where they are.
        jobs: queues again what is brought back before it was segmented.
    """

    def __init__(self, database: SessionFactory, *, jobs: JobService) -> None:
        self._database = database
        self._jobs = jobs

    def search(self, query: StudyQuery, *, sight: Sight) -> tuple[Sequence[Study], int]:
        """Find studies, newest first; return a page and how many there are."""
        statement = _whole(_present()).where(sight.studies())
        if words := matches(query.q):
            statement = statement.join(Study.patient).where(*words)
        if query.status is not None:
            statement = statement.where(Study.status == query.status)
        if query.patient_id is not None:
            statement = statement.where(Study.patient_id == query.patient_id)
        with self._database.read() as session:
            return paginate(session, statement.order_by(Study.id.desc()), query=query)

    def of_patient(self, patient_id: int, *, sight: Sight) -> Sequence[Study]:
        """Find every study of a patient that is seen, newest first."""
        seen = _whole(_present()).where(Study.patient_id == patient_id, sight.studies())
        statement = seen.order_by(Study.id.desc())
        with self._database.read() as session:
            return session.scalars(statement).all()

    def get(self, study_id: int) -> Study:
        """Find a study with everything that became of it.

        Raises:
            NotFound: there is no such study.
        """
        with self._database.read() as session:
            study = session.scalar(_whole(_present()).where(Study.id == study_id))
            return _existing(study)

    def change(self, study_id: int, changes: dict[str, Any], *, sight: Sight) -> Study:
        """Change what is given of a study.

        Raises:
            NotFound: there is no such study.
            Refused: it is to be given to a group that is not one of the giver's.
        """
        with self._database.write() as session:
            study = _existing(session.scalar(_present().where(Study.id == study_id)))
            check_choice(session, changes.get("group_id"), sight=sight)
            for name, value in changes.items():
                setattr(study, name, value)
        return self.get(study_id)

    def delete(self, study_id: int) -> None:
        """Delete a study with its masks, jobs and files: at once for everybody, for good after the grace period.

        Raises:
            NotFound: there is no such study.
        """
        with self._database.write() as session:
            study = _existing(session.scalar(_present().where(Study.id == study_id).with_for_update()))
            hide(session, [study], at=shared_now(session))

    def restore(self, study_id: int, *, account_id: int) -> Study:
        """Undo the deletion of a study; a run that was cancelled by it is queued again.

        Raises:
            NotFound: there is no such study, or it is gone for good.
            Conflict: its patient is deleted.
        """
        with self._database.write() as session:
            study = _existing(session.scalar(select(Study).where(Study.id == study_id).with_for_update()))
            if session.scalar(select(Patient.deleted_at).where(Patient.id == study.patient_id)) is not None:
                raise Conflict("The patient of this study is deleted too. Bring the patient back first.")
            job = bring_back(session, study, jobs=self._jobs, account_id=account_id)
        if job is not None:
            self._jobs.announce(job)
        return self.get(study_id)


def _present() -> Select[Study]:
    return select(Study).where(Study.deleted_at.is_(None))


def _whole(statement: Select[Study]) -> Select[Study]:
    """Load everything that is shown of a study, in one query per table."""
    return statement.options(
        joinedload(Study.patient),
        joinedload(Study.group),
        selectinload(Study.images),
        selectinload(Study.jobs),
        selectinload(Study.segmentations),
    )


def _existing(study: Study | None) -> Study:
    if study is None:
        raise NotFound("There is no such study.")
    return study
