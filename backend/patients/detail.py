"""A patient with every study."""

from __future__ import annotations

from backend.groups import current_sight
from backend.patients.schemas import Patient, PatientSummary
from backend.services import services
from backend.studies.schemas import Study
from backend.studies.shown import show_study

__all__ = ["PatientDetail", "patient_detail"]


class PatientDetail(Patient):
    """A patient's record."""

    studies: list[Study]


def patient_detail(patient_id: int) -> PatientDetail:
    """Show a patient with every study that the sender of this request sees, newest first.

    Raises:
        NotFound: there is no such patient.
    """
    sight = current_sight()
    patient, count = services().patients.get(patient_id, sight=sight)
    studies = [show_study(study) for study in services().studies.of_patient(patient_id, sight=sight)]
    summary = PatientSummary.model_validate(patient).model_dump()
    return PatientDetail(**summary, created_at=patient.created_at, study_count=count, studies=studies)
