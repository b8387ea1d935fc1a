"""From rows to what the API shows."""

from __future__ import annotations

from collections.abc import Sequence

from backend.groups.schemas import GroupSummary
from backend.jobs.schemas import Job
from backend.patients.schemas import PatientSummary
from backend.studies.schemas import (
    ChannelDisplay,
    Finding,
    ModelUsed,
    SegmentationSummary,
    Study,
    StudyWarning,
)
from db import models
from model.tasks import find_missing, get_task

__all__ = ["show_study"]


def show_study(study: models.Study) -> Study:
    """Show a study whose patient, images, jobs and segmentations are loaded."""
    segmentations = [_segmentation(mask) for mask in study.segmentations]
    channels = [image.channel for image in study.images]
    return Study(
        id=study.id,
        task=study.task,
        patient=PatientSummary.model_validate(study.patient),
        study_date=study.study_date,
        description=study.description,
        group=GroupSummary.model_validate(study.group) if study.group else None,
        created_at=study.created_at,
        status=study.status,
        shape=study.shape,
        spacing=study.spacing,
        affine=study.affine,
        head_box=study.head_box,
        channels=channels,
        warnings=_warnings(channels, task=study.task),
        windows={image.channel: _display(image) for image in study.images},
        segmentations=segmentations,
        volumes_ml=segmentations[-1].volumes_ml if segmentations else None,
        job=Job.model_validate(study.jobs[-1]) if study.jobs else None,
    )


def _display(image: models.Image) -> ChannelDisplay:
    return ChannelDisplay(window=(image.window_low, image.window_high), range=(image.value_low, image.value_high))


def _warnings(channels: Sequence[str], *, task: str) -> list[StudyWarning]:
    return [
        StudyWarning(
            code="missing-channel",
            channel=missing.channel.id,
            regions=[region.id for region in missing.regions],
            message=missing.message,
        )
        for missing in find_missing(channels, task=get_task(task))
    ]


def _segmentation(mask: models.Segmentation) -> SegmentationSummary:
    return SegmentationSummary(
        id=mask.id,
        created_at=mask.created_at,
        model=ModelUsed(name=mask.model_name, version=mask.model_version, sha256=mask.model_sha256),
        runtime=mask.runtime,
        volumes_ml=mask.volumes_ml,
        widest_at=mask.widest_at,
        confidence=mask.confidence,
        low_confidence=mask.low_confidence or [],
        findings=[Finding.model_validate(finding) for finding in mask.findings or []],
        has_uncertainty=mask.uncertainty_sha256 is not None,
    )
