"""Make, find, change and delete patients."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy import func, not_, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from backend.errors import Conflict, FieldError, NotFound
from backend.groups import Sight
from backend.jobs.service import JobService
from backend.patients.schemas import NewPatient, PatientQuery
from backend.patients.search import search_patients, search_text
from backend.studies.deletion import bring_back, hide
from db.clock import shared_now
from db.models import Patient, Study
from db.session import SessionFactory

__all__ = ["PatientService"]


_NOT_ALL_SEEN = (
    "This patient also has studies of another group. Delete yours, or ask an administrator to delete them all."
)


class PatientService:
    """Keep the patients.

    Args:
        database: where they are.
        jobs: queues again what is brought back before it was segmented.
    """

    def __init__(self, database: SessionFactory, *, jobs: JobService) -> None:
        self._database = database
        self._jobs = jobs

    def search(self, query: PatientQuery, *, sight: Sight) -> tuple[Sequence[tuple[Patient, int]], int]:
        """Find patients with their numbers of studies; return a page and how many there are."""
        with self._database.read() as session:
            return search_patients(session, query=query, sight=sight)

    def get(self, patient_id: int, *, sight: Sight) -> tuple[Patient, int]:
        """Find a patient and the number of those of their studies that are seen.

        Raises:
            NotFound: there is no such patient.
        """
        with self._database.read() as session:
            patient = _existing(session, patient_id)
            return patient, _study_count(session, patient_id, sight=sight)

    def create(self, new: NewPatient, *, sight: Sight) -> Patient:
        """Make a patient.

        Raises:
            Conflict: the record number belongs to another patient.
        """
        with self._database.write() as session:
            patient, made = _holder_or_new(session, new)
            if not made:
                raise _taken(session, patient, name=new.name, field="mrn", sight=sight)
            return patient

    def change(self, patient_id: int, changes: dict[str, Any], *, sight: Sight) -> tuple[Patient, int]:
        """Change what is given of a patient's record.

        Raises:
            NotFound: there is no such patient.
            Conflict: the record number belongs to another patient.
        """
        with self._database.write() as session:
            patient = _existing(session, patient_id, lock=True)
            mrn, name = changes.get("mrn", patient.mrn), changes.get("name", patient.name)
            holder = _holder(session, mrn)
            if holder is not None and holder.id != patient_id:
                raise _taken(session, holder, name=name, field="mrn", sight=sight)
            try:
                with session.begin_nested():
                    for column, value in changes.items():
                        setattr(patient, column, value)
                    patient.search_text = search_text(mrn=mrn, name=name)
            except IntegrityError as error:
                # Another request took this number since it was looked up.
                holder = _holder(session, mrn)
                if holder is None:
                    raise
                raise _taken(session, holder, name=name, field="mrn", sight=sight) from error
            return patient, _study_count(session, patient_id, sight=sight)

    def delete(self, patient_id: int, *, sight: Sight) -> None:
        """Delete a patient with every study, mask and file: at once for everybody, for good after the grace period.

        Raises:
            NotFound: there is no such patient.
            Conflict: there are studies that are not seen, and so cannot be meant.
        """
        with self._database.write() as session:
            now = shared_now(session)
            # Locked first, so that no study comes in that is not deleted with the others.
            patient = _existing(session, patient_id, lock=True)
            of_patient = select(Study).where(Study.patient_id == patient_id, Study.deleted_at.is_(None))
            if session.scalar(of_patient.where(not_(sight.studies())).limit(1)) is not None:
                raise Conflict(_NOT_ALL_SEEN)
            patient.deleted_at = now
            # The number is free for another patient; no record number holds a control character.
            patient.deleted_mrn, patient.mrn = patient.mrn, f"\x7f{patient_id}"
            hide(session, session.scalars(of_patient.order_by(Study.id).with_for_update()).all(), at=now)

    def restore(self, patient_id: int, *, account_id: int, sight: Sight) -> tuple[Patient, int]:
        """Undo the deletion of a patient, and of the studies that were deleted with the patient.

        Raises:
            NotFound: there is no such patient, or it is gone for good.
            Conflict: the record number belongs to another patient by now.
        """
        with self._database.write() as session:
            patient = session.get(Patient, patient_id, with_for_update=True)
            if patient is None:
                raise NotFound("There is no such patient.")
            deleted_at, mrn = patient.deleted_at, patient.deleted_mrn
            announced = []
            if deleted_at is not None and mrn is not None:
                holder = _holder(session, mrn)
                if holder is not None:
                    raise _taken(session, holder, name=patient.name, field="mrn", sight=sight)
                patient.mrn, patient.deleted_mrn, patient.deleted_at = mrn, None, None
                together = select(Study).where(Study.patient_id == patient_id, Study.deleted_at == deleted_at)
                studies = session.scalars(together.order_by(Study.id).with_for_update()).all()
                announced = [bring_back(session, each, jobs=self._jobs, account_id=account_id) for each in studies]
        for job in announced:
            if job is not None:
                self._jobs.announce(job)
        return self.get(patient_id, sight=sight)

    def find_or_create(self, session: Session, new: NewPatient, *, sight: Sight) -> Patient:
        """Find the patient that an upload names, or make one, inside the caller's transaction.

        A birth date or a sex that the record lacks is filled in. A patient who is not seen is found like any other, so
        that nobody has two records: who uploads knows the number and the name, and sees the patient from then on.

        Raises:
            Conflict: the record number belongs to a patient of another name, birth date or sex; both are named, if
                that patient is seen.
        """
        holder, made = _holder_or_new(session, new)
        if made:
            return holder
        if holder.name != new.name:
            raise _taken(session, holder, name=new.name, field="patient_mrn", sight=sight)
        for field in ("birth_date", "sex"):
            given, kept = getattr(new, field), getattr(holder, field)
            if given is not None and kept is not None and given != kept:
                described = _described(new.name, new.birth_date, new.sex)
                raise _taken(session, holder, name=described, field=field, sight=sight)
            setattr(holder, field, kept if given is None else given)
        return holder


def _existing(session: Session, patient_id: int, *, lock: bool = False) -> Patient:
    statement = select(Patient).where(Patient.id == patient_id, Patient.deleted_at.is_(None))
    patient = session.scalar(statement.with_for_update() if lock else statement)
    if patient is None:
        raise NotFound("There is no such patient.")
    return patient


def _holder(session: Session, mrn: str, *, lock: bool = False) -> Patient | None:
    statement = select(Patient).where(Patient.mrn == mrn)
    return session.scalar(statement.with_for_update() if lock else statement)


def _study_count(session: Session, patient_id: int, *, sight: Sight) -> int:
    present = (Study.patient_id == patient_id) & Study.deleted_at.is_(None) & sight.studies()
    return session.scalar(select(func.count()).select_from(Study).where(present)) or 0


def _holder_or_new(session: Session, new: NewPatient) -> tuple[Patient, bool]:
    """Find who has a record number, or make a patient of it; say whether one was made."""
    # Locked, so that a patient who is deleted at this moment is found whole or not at all.
    holder = _holder(session, new.mrn, lock=True)
    if holder is not None:
        return holder, False
    patient = Patient(**new.model_dump(), search_text=search_text(mrn=new.mrn, name=new.name))
    try:
        with session.begin_nested():
            session.add(patient)
    except IntegrityError:
        # Another request made a patient of this number since it was looked up: perhaps this one, sent twice. Nobody
        # asks for a lock here: two that failed each hold a shared one on this number and would wait for each other.
        holder = _holder(session, new.mrn)
        if holder is None:
            raise
        return holder, False
    return patient, True


def _taken(session: Session, holder: Patient, *, name: str, field: str, sight: Sight) -> Conflict:
    if session.scalar(select(Patient.id).where(Patient.id == holder.id, sight.patients())) is None:
        message = f"Record number {holder.mrn} belongs to another patient, whom your account does not see."
    else:
        kept = _described(holder.name, holder.birth_date, holder.sex)
        message = f"Record number {holder.mrn} belongs to {kept}, not to {name}."
    return Conflict(message, errors=[FieldError(field, message)])


def _described(name: str, birth_date: date | None, sex: str | None) -> str:
    details = [f"born {birth_date}" if birth_date else "", sex or ""]
    known = ", ".join(detail for detail in details if detail)
    return f"{name} ({known})" if known else name
