"""From rows to what the API shows."""

from __future__ import annotations

from backend.measurements.schemas import Measurement, MeasurementValues
from db import models

__all__ = ["show_measurement"]


def show_measurement(row: models.Measurement) -> Measurement:
    """Show a measurement whose accounts are loaded."""
    return Measurement(
        id=row.id,
        study_id=row.study_id,
        kind=row.kind,
        axis=row.axis,
        index=row.slice_index,
        points=row.points,
        channel=row.channel,
        label=row.label,
        author=row.created_by.name if row.created_by else None,
        changed_by=row.changed_by.name if row.changed_by else None,
        created_at=row.created_at,
        changed_at=row.changed_at,
        version=row.version,
        values=MeasurementValues.model_validate(row.measured),
    )
