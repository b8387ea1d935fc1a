"""`/api/patients`: search, and the record of one."""

from __future__ import annotations

from flask import Response
from flask_openapi3 import APIBlueprint, Tag

from backend.access import current_identity, require_role
from backend.groups import current_sight
from backend.patients.detail import PatientDetail, patient_detail
from backend.patients.schemas import (
    NewPatient,
    Patient,
    PatientChange,
    PatientPage,
    PatientPath,
    PatientQuery,
    PatientSummary,
)
from backend.replies import no_content, reply
from backend.services import services
from db import models

__all__ = ["bp"]

bp = APIBlueprint("patients", __name__, url_prefix="/api/patients", abp_tags=[Tag(name="patients")])


@bp.get("", responses={200: PatientPage})
def list_patients(query: PatientQuery) -> Response:
    """Search patients by parts of their name or record number; those with the newest studies come first."""
    rows, total = services().patients.search(query, sight=current_sight())
    items = [_shown(patient, study_count=count) for patient, count in rows]
    return reply(PatientPage(items=items, total=total, page=query.page, per_page=query.per_page))


@bp.post("", responses={201: Patient})
@require_role("radiologist")
def create_patient(body: NewPatient) -> Response:
    """Make a patient."""
    return reply(_shown(services().patients.create(body, sight=current_sight()), study_count=0), status=201)


@bp.get("/<int:patient_id>", responses={200: PatientDetail})
def show_patient(path: PatientPath) -> Response:
    """Show a patient with all studies, newest first."""
    return reply(patient_detail(path.patient_id))


@bp.patch("/<int:patient_id>", responses={200: Patient})
@require_role("radiologist")
def change_patient(path: PatientPath, body: PatientChange) -> Response:
    """Change a patient's record."""
    given = body.model_dump(exclude_unset=True)
    changes = {name: value for name, value in given.items() if value is not None or name in ("birth_date", "sex")}
    patient, count = services().patients.change(path.patient_id, changes, sight=current_sight())
    return reply(_shown(patient, study_count=count))


@bp.delete("/<int:patient_id>", responses={204: None})
@require_role("radiologist")
def delete_patient(path: PatientPath) -> Response:
    """Delete a patient with every study, mask and file; all can be brought back until they are removed for good."""
    services().patients.delete(path.patient_id, sight=current_sight())
    return no_content()


@bp.post("/<int:patient_id>/restore", responses={200: Patient})
@require_role("radiologist")
def restore_patient(path: PatientPath) -> Response:
    """Undo the deletion of a patient, and of the studies that were deleted with the patient."""
    account_id = current_identity().account_id
    patient, count = services().patients.restore(path.patient_id, account_id=account_id, sight=current_sight())
    return reply(_shown(patient, study_count=count))


def _shown(patient: models.Patient, *, study_count: int) -> Patient:
    summary = PatientSummary.model_validate(patient).model_dump()
    return Patient(**summary, created_at=patient.created_at, study_count=study_count)
