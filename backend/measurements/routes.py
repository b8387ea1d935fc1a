"""`/api/studies/{id}/measurements` and `/api/measurements`."""

from __future__ import annotations

from flask import Response
from flask_openapi3 import APIBlueprint, Tag

from backend.access import current_identity, require_role
from backend.measurements.schemas import (
    DeletionQuery,
    Measurement,
    MeasurementChange,
    MeasurementPage,
    MeasurementPath,
    MeasurementQuery,
    NewMeasurement,
)
from backend.measurements.shown import show_measurement
from backend.replies import no_content, reply
from backend.services import services
from backend.studies.schemas import StudyPath

__all__ = ["bp"]

bp = APIBlueprint("measurements", __name__, url_prefix="/api", abp_tags=[Tag(name="measurements")])


@bp.get("/studies/<int:study_id>/measurements", responses={200: MeasurementPage})
def list_measurements(path: StudyPath, query: MeasurementQuery) -> Response:
    """List what was measured in a study, oldest first."""
    rows, total = services().measurements.of_study(path.study_id, query=query)
    items = [show_measurement(row) for row in rows]
    return reply(MeasurementPage(items=items, total=total, page=query.page, per_page=query.per_page))


@bp.post("/studies/<int:study_id>/measurements", responses={201: Measurement})
@require_role("radiologist")
def create_measurement(path: StudyPath, body: NewMeasurement) -> Response:
    """Keep a measurement; the server computes what it comes to."""
    row = services().measurements.create(path.study_id, body, account_id=current_identity().account_id)
    return reply(show_measurement(row), status=201)


@bp.patch("/measurements/<int:measurement_id>", responses={200: Measurement})
@require_role("radiologist")
def change_measurement(path: MeasurementPath, body: MeasurementChange) -> Response:
    """Move, name or bring back a measurement, unless somebody else has changed it in between."""
    row = services().measurements.change(path.measurement_id, body, account_id=current_identity().account_id)
    return reply(show_measurement(row))


@bp.delete("/measurements/<int:measurement_id>", responses={204: None})
@require_role("radiologist")
def delete_measurement(path: MeasurementPath, query: DeletionQuery) -> Response:
    """Delete a measurement, unless somebody else has changed it in between; its version goes up by one."""
    services().measurements.delete(path.measurement_id, version=query.version, account_id=current_identity().account_id)
    return no_content()
