"""Find patients by parts of their name or record number."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from backend.groups import Sight
from backend.patients.schemas import PatientQuery
from backend.text import fold
from db.models import Patient, Study

__all__ = ["matches", "search_patients", "search_text"]

LENGTH = Patient.search_text.type.length


def search_text(*, mrn: str, name: str) -> str:
    """Make the text that a patient is found by."""
    return fold(f"{mrn} {name}")[:LENGTH]


def matches(text: str) -> list[ColumnElement[bool]]:
    """Make the conditions that a patient fulfils whose name and number hold every word of a text."""
    return [Patient.search_text.contains(word, autoescape=True) for word in fold(text).split()]


def search_patients(
    session: Session, *, query: PatientQuery, sight: Sight
) -> tuple[Sequence[tuple[Patient, int]], int]:
    """Run a search.

    Returns:
        The patients of the page with how many of their studies are seen, and how many patients match in all.
    """
    conditions = [Patient.deleted_at.is_(None), *matches(query.q), sight.patients()]
    total = session.scalar(select(func.count()).select_from(Patient).where(*conditions)) or 0
    studies = (Study.deleted_at.is_(None), sight.studies())
    # Asked of each patient who matches, by an index: most searches match few, and there may be very many studies.
    newest = select(func.max(Study.id)).where(Study.patient_id == Patient.id, *studies).scalar_subquery()
    statement = (
        select(Patient)
        .where(*conditions)
        .order_by(func.coalesce(newest, 0).desc(), Patient.id.desc())
        .limit(query.per_page)
        .offset((query.page - 1) * query.per_page)
    )
    patients = session.scalars(statement).all()
    of_page = Study.patient_id.in_([patient.id for patient in patients])
    counted = select(Study.patient_id, func.count()).where(of_page, *studies).group_by(Study.patient_id)
    counts = {row[0]: row[1] for row in session.execute(counted)}
    return [(patient, counts.get(patient.id, 0)) for patient in patients], total
