"""`/api/deletions`: what can be brought back."""

from __future__ import annotations

from flask import Response
from flask_openapi3 import APIBlueprint, Tag

from backend.access import require_role
from backend.deletions.schemas import DeletedStudy, Deletion, DeletionPage
from backend.deletions.service import DeletedRecord
from backend.groups import current_sight
from backend.groups.schemas import GroupSummary
from backend.pagination import PageQuery
from backend.patients.schemas import PatientSummary
from backend.replies import reply
from backend.services import services
from db import models

__all__ = ["bp"]

bp = APIBlueprint("deletions", __name__, url_prefix="/api/deletions", abp_tags=[Tag(name="deletions")])


@bp.get("", responses={200: DeletionPage})
@require_role("radiologist")
def list_deletions(query: PageQuery) -> Response:
    """List deleted patients and studies that can still be brought back, the newest deletion first."""
    rows, total = services().deletions.page(query, sight=current_sight())
    items = [_shown(row) for row in rows]
    return reply(DeletionPage(items=items, total=total, page=query.page, per_page=query.per_page))


def _shown(row: DeletedRecord) -> Deletion:
    record = row.record
    patient = record.patient if isinstance(record, models.Study) else record
    # A deleted patient's number is kept apart, so that another one can have it.
    summary = PatientSummary(
        id=patient.id,
        mrn=patient.deleted_mrn or patient.mrn,
        name=patient.name,
        birth_date=patient.birth_date,
        sex=patient.sex,
    )
    return Deletion(
        kind="study" if isinstance(record, models.Study) else "patient",
        id=record.id,
        patient=summary,
        study=_study(record) if isinstance(record, models.Study) else None,
        study_count=row.study_count,
        deleted_at=row.deleted_at,
        gone_at=row.gone_at,
    )


def _study(study: models.Study) -> DeletedStudy:
    group = GroupSummary.model_validate(study.group) if study.group else None
    return DeletedStudy(study_date=study.study_date, description=study.description, group=group)
