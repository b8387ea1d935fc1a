"""Delete for good what was deleted long enough ago."""

from __future__ import annotations

import logging
from datetime import timedelta

from sqlalchemy import or_, select

from backend.audit.commands import done
from backend.audit.log import append
from backend.store import VolumeStore
from db.clock import shared_now
from db.models import Image, Patient, Study
from db.session import SessionFactory

__all__ = ["Purge"]

logger = logging.getLogger(__name__)

# At a time, so that nobody waits long for the records or the files.
_PATIENTS = 20
_STUDIES = 20


class Purge:
    """Remove the rows and the files of patients and studies whose grace period is over; any number may run at once.

    Args:
        database: where the rows are.
        store: where the files are.
        grace: how long a deletion can be undone.
    """

    def __init__(self, database: SessionFactory, *, store: VolumeStore, grace: timedelta) -> None:
        self._database = database
        self._store = store
        self._grace = grace

    def run(self) -> int:
        """Remove some of them, those that were deleted first; say how many studies and patients are gone.

        Raises:
            OSError: the disk is broken.
            SQLAlchemyError: the database does not answer.
        """
        with self._database.read() as session:
            until = shared_now(session) - self._grace
        due_patients = (
            select(Patient.id).where(Patient.deleted_at <= until).order_by(Patient.deleted_at).limit(_PATIENTS)
        )
        due_studies = select(Study.id).where(Study.deleted_at <= until).order_by(Study.deleted_at).limit(_STUDIES)
        with self._database.read() as session:
            patient_ids, study_ids = session.scalars(due_patients).all(), session.scalars(due_studies).all()
        if not patient_ids and not study_ids:
            return 0
        with self._store.discarding() as note, self._database.write() as session:
            # Patients are locked before their studies everywhere, so that no two transactions wait for each other.
            owners = select(Study.patient_id).where(Study.id.in_(study_ids))
            concerned = select(Patient).where(or_(Patient.id.in_(patient_ids), Patient.id.in_(owners)))
            locked = session.scalars(concerned.order_by(Patient.id).with_for_update()).all()
            # Asked again under the lock: somebody may have brought one of them back.
            patients = [each for each in locked if each.deleted_at is not None and each.deleted_at <= until]
            of_patients = Study.patient_id.in_([patient.id for patient in patients])
            studies = session.scalars(
                select(Study)
                .where(or_(of_patients, Study.id.in_(study_ids) & (Study.deleted_at <= until)))
                .order_by(Study.id)
                .with_for_update()
            ).all()
            owned = select(Image.sha256).where(Image.study_id.in_([study.id for study in studies])).distinct()
            note(session.scalars(owned).all())
            for study in studies:
                if study.group_id is not None:
                    study.patient.group_id = study.group_id
            for row in (*studies, *patients):
                session.delete(row)
            gone = {"studies": [str(study.id) for study in studies], "patients": [str(each.id) for each in patients]}
            append(session, done("purge", detail=gone))
        logger.info("%d studies and %d patients are gone for good", len(studies), len(patients))
        return len(studies) + len(patients)
