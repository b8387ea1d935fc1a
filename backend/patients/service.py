"""Make, find, change and delete patients."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from contextlib import AbstractContextManager
from datetime import date
from typing import Any, Protocol

from sqlalchemy import func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from backend.errors import Conflict, FieldError, NotFound
from backend.patients.schemas import NewPatient, PatientQuery
from backend.patients.search import search_patients, search_text
from db.models import Image, Patient, Study
from db.session import SessionFactory

__all__ = ["PatientService", "StudyFiles"]


class StudyFiles(Protocol):
    """Whoever keeps the files of studies."""

    def discarding(self) -> AbstractContextManager[Callable[[Collection[str]], None]]:
        """Delete records in the body, which is given a function to name their files with before they are gone."""


class PatientService:
    """Keep the patients.

    Args:
        database: where they are.
        files: where the files of their studies are.
    """

    def __init__(self, database: SessionFactory, *, files: StudyFiles) -> None:
        self._database = database
        self._files = files

    def search(self, query: PatientQuery) -> tuple[Sequence[tuple[Patient, int]], int]:
        """Find patients with their numbers of studies; return a page and how many there are."""
        with self._database.read() as session:
            return search_patients(session, query=query)

    def get(self, patient_id: int) -> tuple[Patient, int]:
        """Find a patient and the number of their studies.

        Raises:
            NotFound: there is no such patient.
        """
        with self._database.read() as session:
            patient = _existing(session, patient_id)
            return patient, _study_count(session, patient_id)

    def create(self, new: NewPatient) -> Patient:
        """Make a patient.

        Raises:
            Conflict: the record number belongs to another patient.
        """
        with self._database.write() as session:
            holder = _holder(session, new.mrn)
            if holder is not None:
                raise _taken(holder, name=new.name, field="mrn")
            return _insert(session, new, field="mrn")

    def change(self, patient_id: int, changes: dict[str, Any]) -> tuple[Patient, int]:
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
                raise _taken(holder, name=name, field="mrn")
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
                raise _taken(holder, name=name, field="mrn") from error
            return patient, _study_count(session, patient_id)

    def delete(self, patient_id: int) -> None:
        """Delete a patient with every study, mask and file.

        Raises:
            NotFound: there is no such patient.
        """
        with self._files.discarding() as note, self._database.write() as session:
            # Locked first, so that no study comes in between naming the files and deleting the records.
            patient = _existing(session, patient_id, lock=True)
            owned = select(Image.sha256).join(Study, Study.id == Image.study_id).where(Study.patient_id == patient_id)
            note(session.scalars(owned.distinct()).all())
            session.delete(patient)

    def find_or_create(self, session: Session, new: NewPatient) -> Patient:
        """Find the patient that an upload names, or make one, inside the caller's transaction.

        A birth date or a sex that the record lacks is filled in.

        Raises:
            Conflict: the record number belongs to a patient of another name, birth date or sex; both are named.
        """
        # Locked, so that a patient who is deleted at this moment is found whole or not at all.
        holder = _holder(session, new.mrn, lock=True)
        if holder is None:
            return _insert(session, new, field="patient_mrn")
        if holder.name != new.name:
            raise _taken(holder, name=new.name, field="patient_mrn")
        for field in ("birth_date", "sex"):
            given, kept = getattr(new, field), getattr(holder, field)
            if given is not None and kept is not None and given != kept:
                raise _taken(holder, name=_described(new.name, new.birth_date, new.sex), field=field)
            setattr(holder, field, kept if given is None else given)
        return holder


def _existing(session: Session, patient_id: int, *, lock: bool = False) -> Patient:
    patient = session.get(Patient, patient_id, with_for_update=lock or None)
    if patient is None:
        raise NotFound("There is no such patient.")
    return patient


def _holder(session: Session, mrn: str, *, lock: bool = False) -> Patient | None:
    statement = select(Patient).where(Patient.mrn == mrn)
    return session.scalar(statement.with_for_update() if lock else statement)


def _study_count(session: Session, patient_id: int) -> int:
    return session.scalar(select(func.count()).select_from(Study).where(Study.patient_id == patient_id)) or 0


def _insert(session: Session, new: NewPatient, *, field: str) -> Patient:
    patient = Patient(**new.model_dump(), search_text=search_text(mrn=new.mrn, name=new.name))
    try:
        with session.begin_nested():
            session.add(patient)
    except IntegrityError as error:
        # Another request made a patient of this number since it was looked up.
        holder = _holder(session, new.mrn)
        if holder is None:
            raise
        raise _taken(holder, name=new.name, field=field) from error
    return patient


def _taken(holder: Patient, *, name: str, field: str) -> Conflict:
    kept = _described(holder.name, holder.birth_date, holder.sex)
    message = f"Record number {holder.mrn} belongs to {kept}, not to {name}."
    return Conflict(message, errors=[FieldError(field, message)])


def _described(name: str, birth_date: date | None, sex: str | None) -> str:
    details = [f"born {birth_date}" if birth_date else "", sex or ""]
    known = ", ".join(detail for detail in details if detail)
    return f"{name} ({known})" if known else name
