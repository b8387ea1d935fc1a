"""Patients as the API shows and takes them."""

from __future__ import annotations

from datetime import date, datetime

from pydantic import BaseModel, ConfigDict, Field

from backend.fields import BirthDate, Mrn, PersonName, Sex
from backend.pagination import Page, PageQuery

__all__ = ["NewPatient", "Patient", "PatientChange", "PatientPage", "PatientPath", "PatientQuery", "PatientSummary"]


class PatientSummary(BaseModel):
    """Who a study belongs to."""

    model_config = ConfigDict(from_attributes=True)

    id: int
    mrn: str = Field(description="record number")
    name: str
    birth_date: date | None
    sex: Sex | None


class Patient(PatientSummary):
    """A patient in a list."""

    created_at: datetime
    study_count: int


class PatientPage(Page[Patient]):
    """A page of patients; those with the newest studies come first."""


class PatientQuery(PageQuery):
    """Which patients."""

    q: str = Field("", max_length=200, description="parts of the name or the record number, in any order")


class NewPatient(BaseModel):
    """What a patient's record is made of."""

    model_config = ConfigDict(extra="forbid")

    mrn: Mrn
    name: PersonName
    birth_date: BirthDate | None = None
    sex: Sex | None = None


class PatientChange(BaseModel):
    """What to change of a patient's record; what is left out stays, a null empties birth date or sex."""

    model_config = ConfigDict(extra="forbid")

    mrn: Mrn | None = None
    name: PersonName | None = None
    birth_date: BirthDate | None = None
    sex: Sex | None = None


class PatientPath(BaseModel):
    """Which patient."""

    patient_id: int
