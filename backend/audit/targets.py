"""Whose a record is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, select

from backend.fields import MAX_ID
from db.models import Job, Measurement, Segmentation, Study
from db.session import SessionFactory

__all__ = ["NOTHING", "Target", "resolve"]

_STUDY_OF: Mapping[str, Any] = {"segmentation": Segmentation, "measurement": Measurement, "job": Job}


@dataclass(frozen=True, kw_only=True)
class Target:
    """Name a record, the study that it is part of and the patient whose it is; what is not known is None."""

    kind: str | None = None
    id: int | None = None
    study_id: int | None = None
    patient_id: int | None = None


NOTHING = Target()


def resolve(database: SessionFactory, kind: str, number: int) -> Target:
    """Find out whose a record is.

    Args:
        database: where records are.
        kind: "study", "segmentation" …
        number: its id; there need not be such a record.

    Raises:
        DBAPIError: the database does not answer.
    """
    if number > MAX_ID:
        return Target(kind=kind)
    if kind == "patient":
        return Target(kind=kind, id=number, patient_id=number)
    statement = _owners(kind, number)
    if statement is None:
        return Target(kind=kind, id=number)
    with database.read() as session:
        found = session.execute(statement).first()
    if found is None:
        return Target(kind=kind, id=number, study_id=number if kind == "study" else None)
    return Target(kind=kind, id=number, study_id=found[0], patient_id=found[1])


def _owners(kind: str, number: int) -> Select[int, int] | None:
    if kind == "study":
        return select(Study.id, Study.patient_id).where(Study.id == number)
    if kind not in _STUDY_OF:
        return None
    table = _STUDY_OF[kind]
    return select(Study.id, Study.patient_id).join(table, table.study_id == Study.id).where(table.id == number)
