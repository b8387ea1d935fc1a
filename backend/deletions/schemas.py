"""Deleted records as the API shows them."""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from pydantic import BaseModel, Field

from backend.groups.schemas import GroupSummary
from backend.pagination import Page
from backend.patients.schemas import PatientSummary

__all__ = ["DeletedStudy", "Deletion", "DeletionPage"]


class DeletedStudy(BaseModel):
    """What tells a deleted study from others."""

    study_date: date
    description: str
    group: GroupSummary | None


class Deletion(BaseModel):
    """A patient or a study that was deleted; POST /api/patients/{id}/restore or /api/studies/{id}/restore undoes it."""

    kind: Literal["patient", "study"]
    id: int = Field(description="of the patient or of the study")
    patient: PatientSummary = Field(description="the one that was deleted, or whose study it is")
    study: DeletedStudy | None = Field(description="null where it is the patient who was deleted")
    study_count: int = Field(description="how many studies that you see come back with it")
    deleted_at: datetime
    gone_at: datetime = Field(description="when it is gone for good")


class DeletionPage(Page[Deletion]):
    """A page of deleted records, the newest deletion first."""
