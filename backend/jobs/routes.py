"""`/api/jobs`: how far a run is, and how to cancel it."""

from __future__ import annotations

from flask import Response
from flask_openapi3 import APIBlueprint, Tag

from backend.access import require_role
from backend.jobs.schemas import Job, JobPath
from backend.replies import reply
from backend.services import services

__all__ = ["bp"]

bp = APIBlueprint("jobs", __name__, url_prefix="/api/jobs", abp_tags=[Tag(name="jobs")])


@bp.get("/<int:job_id>", responses={200: Job})
def show_job(path: JobPath) -> Response:
    """Show a job."""
    return reply(Job.model_validate(services().jobs.get(path.job_id)))


@bp.delete("/<int:job_id>", responses={202: Job})
@require_role("radiologist")
def cancel_job(path: JobPath) -> Response:
    """Cancel a job: at once while it waits, and as soon as its worker notices while it runs."""
    return reply(Job.model_validate(services().jobs.cancel(path.job_id)), status=202)
