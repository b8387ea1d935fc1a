"""Find, change and delete studies."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import joinedload, selectinload

from backend.errors import NotFound
from backend.pagination import paginate
from backend.patients.search import matches
from backend.store import VolumeStore
from backend.studies.schemas import StudyQuery
from db.models import Study
from db.session import SessionFactory

__all__ = ["StudyService"]


class StudyService:
    """Keep the studies.

    Args:
        database: where they are.
        store: where their files are.
    """

    def __init__(self, database: SessionFactory, *, store: VolumeStore) -> None:
        self._database = database
        self._store = store

    def search(self, query: StudyQuery) -> tuple[Sequence[Study], int]:
        """Find studies, newest first; return a page and how many there are."""
        statement = _whole(select(Study)).join(Study.patient).where(*matches(query.q))
        if query.status is not None:
            statement = statement.where(Study.status == query.status)
        if query.patient_id is not None:
            statement = statement.where(Study.patient_id == query.patient_id)
        with self._database.read() as session:
            return paginate(session, statement.order_by(Study.id.desc()), query=query)

    def of_patient(self, patient_id: int) -> Sequence[Study]:
        """Find every study of a patient, newest first."""
        statement = _whole(select(Study)).where(Study.patient_id == patient_id).order_by(Study.id.desc())
        with self._database.read() as session:
            return session.scalars(statement).all()

    def get(self, study_id: int) -> Study:
        """Find a study with everything that became of it.

        Raises:
            NotFound: there is no such study.
        """
        with self._database.read() as session:
            study = session.scalar(_whole(select(Study)).where(Study.id == study_id))
            return _existing(study)

    def change(self, study_id: int, changes: dict[str, Any]) -> Study:
        """Change what is given of a study.

        Raises:
            NotFound: there is no such study.
        """
        with self._database.write() as session:
            study = _existing(session.get(Study, study_id))
            for name, value in changes.items():
                setattr(study, name, value)
        return self.get(study_id)

    def delete(self, study_id: int) -> None:
        """Delete a study with its masks, jobs and files; a run that is under way is of no use any more.

        Raises:
            NotFound: there is no such study.
        """
        with self._store.discarding() as note, self._database.write() as session:
            study = _existing(session.get(Study, study_id))
            note([image.sha256 for image in study.images])
            session.delete(study)


def _whole(statement: Select[Study]) -> Select[Study]:
    """Load everything that is shown of a study, in one query per table."""
    return statement.options(
        joinedload(Study.patient),
        selectinload(Study.images),
        selectinload(Study.jobs),
        selectinload(Study.segmentations),
    )


def _existing(study: Study | None) -> Study:
    if study is None:
        raise NotFound("There is no such study.")
    return study
