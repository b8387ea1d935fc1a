"""`/api/studies`: upload, find, change, delete and segment again."""

from __future__ import annotations

from typing import Any

from flask import Response, request
from flask_openapi3 import APIBlueprint, Tag

from backend.access import current_identity, require_role
from backend.groups import current_sight
from backend.jobs.schemas import Job
from backend.replies import no_content, reply
from backend.services import services
from backend.studies.form import UploadForm
from backend.studies.schemas import Accepted, Study, StudyChange, StudyPage, StudyPath, StudyQuery
from backend.studies.shown import show_study
from model.tasks import Channel, TaskCard, load_cards

__all__ = ["bp"]

bp = APIBlueprint("studies", __name__, url_prefix="/api/studies", abp_tags=[Tag(name="studies")])

IDEMPOTENCY_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "any text; a request that is sent again with it makes no second study",
    "schema": {"type": "string", "minLength": 1, "maxLength": 255},
}


def _upload_body() -> dict[str, Any]:
    """Describe the form by hand: it is parsed into the store, not by the framework."""
    schema = UploadForm.model_json_schema()
    words: dict[str, list[str]] = {}
    for task in load_cards():
        for channel in task.channels:
            words.setdefault(channel.id, []).append(_describe(channel, task=task))
    for channel_id, descriptions in words.items():
        description = f"{'; '.join(descriptions)}; one of a task's is needed"
        schema["properties"][channel_id] = {"type": "string", "format": "binary", "description": description}
    return {"required": True, "content": {"multipart/form-data": {"schema": schema}}}


def _describe(channel: Channel, *, task: TaskCard) -> str:
    kind = "picture, .png or .tif" if task.pictures else "volume, .nii or .nii.gz"
    return f"{channel.name} of task {task.id}: {kind}"


@bp.get("", responses={200: StudyPage})
def list_studies(query: StudyQuery) -> Response:
    """List studies, newest first."""
    rows, total = services().studies.search(query, sight=current_sight())
    items = [show_study(study) for study in rows]
    return reply(StudyPage(items=items, total=total, page=query.page, per_page=query.per_page))


@bp.post(
    "", responses={202: Accepted}, openapi_extensions={"requestBody": _upload_body(), "parameters": [IDEMPOTENCY_KEY]}
)
@require_role("radiologist")
def upload_study() -> Response:
    """Upload the volumes of a study; they can be viewed at once, and the mask follows.

    At least one file is needed. Without one of the others the mask is worse: the study's `warnings` say which regions.
    """
    accepted = services().uploads.accept(
        request,
        account_id=current_identity().account_id,
        sight=current_sight(),
        key=request.headers.get("Idempotency-Key"),
    )
    study = show_study(services().studies.get(accepted.study_id))
    job = Job.model_validate(services().jobs.get(accepted.job_id))
    return reply(Accepted(study=study, job=job), status=202)


@bp.get("/<int:study_id>", responses={200: Study})
def show_one_study(path: StudyPath) -> Response:
    """Show a study."""
    return reply(show_study(services().studies.get(path.study_id)))


@bp.patch("/<int:study_id>", responses={200: Study})
@require_role("radiologist")
def change_study(path: StudyPath, body: StudyChange) -> Response:
    """Change the date or the description of a study, or the group that sees it."""
    given = body.model_dump(exclude_unset=True)
    changes = {name: value for name, value in given.items() if value is not None or name == "group_id"}
    return reply(show_study(services().studies.change(path.study_id, changes, sight=current_sight())))


@bp.delete("/<int:study_id>", responses={204: None})
@require_role("radiologist")
def delete_study(path: StudyPath) -> Response:
    """Delete a study with its masks and files; it can be brought back until it is removed for good."""
    services().studies.delete(path.study_id)
    return no_content()


@bp.post("/<int:study_id>/restore", responses={200: Study})
@require_role("radiologist")
def restore_study(path: StudyPath) -> Response:
    """Undo the deletion of a study."""
    return reply(show_study(services().studies.restore(path.study_id, account_id=current_identity().account_id)))


@bp.post("/<int:study_id>/segmentations", responses={202: Job})
@require_role("radiologist")
def segment_again(path: StudyPath) -> Response:
    """Run the network over a study once more; its earlier masks stay."""
    job = services().jobs.run_again(path.study_id, account_id=current_identity().account_id)
    return reply(Job.model_validate(job), status=202)
