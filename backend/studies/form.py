"""The form of an upload: parsed while it arrives, its files straight into the store."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from flask import Request
from pydantic import BaseModel, ConfigDict, Field, ValidationError
from werkzeug.datastructures import FileStorage, MultiDict
from werkzeug.formparser import FormDataParser

from backend.errors import FieldError, Refused
from backend.fields import MAX_ID, BirthDate, IsoDate, Mrn, PersonName, RecordId, Sex
from backend.groups.choice import EVERYONE
from backend.store import IncomingFile, Upload
from backend.studies.schemas import Description
from backend.validation import field_errors
from model.errors import UnknownTask
from model.tasks import TaskCard, get_served_task

__all__ = ["ReceivedForm", "UploadForm", "receive"]

# The parser counts what it has read ahead too, which is more than any field.
_FIELD_BYTES = 1 << 20
_PARTS = 64
_BROKEN = "The upload arrived incomplete. Please send it again."


class UploadForm(BaseModel):
    """What is said of a study when it is uploaded, beside its files."""

    model_config = ConfigDict(extra="forbid")

    task: str = Field("brain-tumour", description="id of a task card")
    patient_id: RecordId | None = Field(None, description="an existing patient, or else:")
    patient_mrn: Mrn | None = Field(None, description="record number of a new or existing patient")
    patient_name: PersonName | None = None
    birth_date: BirthDate | None = None
    sex: Sex | None = None
    study_date: IsoDate | None = Field(None, description="today if it is left out")
    description: Description = ""
    group_id: int | None = Field(
        None,
        ge=EVERYONE,
        le=MAX_ID,
        description=f"one of your groups, or {EVERYONE} for everyone; your own group if you leave it out and have one",
    )


@dataclass(frozen=True)
class ReceivedForm:
    """Hold what arrived.

    Args:
        fields: what fits of the form; None where it does not.
        task: the task card; None where there is no such task.
        files: by channel id, in the order of the task.
        errors: everything that is wrong so far.
    """

    fields: UploadForm | None
    task: TaskCard | None
    files: Mapping[str, IncomingFile]
    errors: list[FieldError]


def receive(request: Request, *, upload: Upload, weights_dir: Path | None = None) -> ReceivedForm:
    """Read the body of a request.

    Args:
        request: its body is untouched so far.
        upload: where its files go.
        weights_dir: where this installation keeps weights of its own, whose tasks it offers.

    Raises:
        Refused: it is not a form, or broken.
        RequestEntityTooLarge: it is larger than the limit, or has far too many parts.
        OSError: the disk is full or broken.
    """
    if request.mimetype != "multipart/form-data":
        raise Refused("The upload must be sent as multipart/form-data.")
    parser = FormDataParser(
        stream_factory=lambda *_, **__: upload.new_file(),  # type: ignore[arg-type]
        max_form_memory_size=_FIELD_BYTES,
        max_content_length=request.max_content_length,
        max_form_parts=_PARTS,
        silent=False,
    )
    try:
        _, form, files = parser.parse_from_environ(request.environ)
    except ValueError as error:
        raise Refused(_BROKEN) from error
    return _sort_out(form, files, weights_dir=weights_dir)


def _sort_out(
    form: MultiDict[str, str], files: MultiDict[str, FileStorage], *, weights_dir: Path | None
) -> ReceivedForm:
    errors = []
    fields = None
    try:
        fields = UploadForm.model_validate({name: value for name, value in form.items() if value.strip()})
    except ValidationError as error:
        errors += field_errors(error)
    task = None
    if fields is not None or not any(error.field == "task" for error in errors):
        try:
            wanted = form.get("task", "").strip() or UploadForm.model_fields["task"].default
            task = get_served_task(wanted, folder=weights_dir)
        except UnknownTask as error:
            errors.append(FieldError("task", str(error)))
    if fields is not None:
        errors += _patient_errors(fields)
    received, file_errors = _by_channel(files, task=task)
    return ReceivedForm(fields=fields, task=task, files=received, errors=errors + file_errors)


def _patient_errors(fields: UploadForm) -> list[FieldError]:
    if fields.patient_id is not None:
        # Whatever else is said of the patient might contradict the record, and nobody would notice.
        new = (fields.patient_mrn, fields.patient_name, fields.birth_date, fields.sex)
        if all(fact is None for fact in new):
            return []
        return [FieldError("patient_id", "Choose an existing patient or enter a new one, not both.")]
    if fields.patient_mrn is None and fields.patient_name is None:
        return [FieldError("patient_mrn", "Say whose study this is: choose a patient or enter a record number.")]
    if fields.patient_mrn is None:
        return [FieldError("patient_mrn", "The patient's record number is required.")]
    if fields.patient_name is None:
        return [FieldError("patient_name", "The patient's name is required.")]
    return []


def _by_channel(
    files: MultiDict[str, FileStorage], *, task: TaskCard | None
) -> tuple[dict[str, IncomingFile], list[FieldError]]:
    if task is None:
        return {}, []
    errors = []
    received: dict[str, IncomingFile] = {}
    for channel in task.channels:
        given = [_incoming(part) for part in files.getlist(channel.id) if not _is_blank(part)]
        if len(given) > 1:
            errors.append(FieldError(channel.id, f"{len(given)} files were given for {channel.name}; choose one."))
        elif given:
            received[channel.id] = given[0]
    known = ", ".join(task.channel_ids)
    for name in files:
        if name not in task.channel_ids:
            errors.append(FieldError(name, f"This task takes no such file; it takes {known}."))
    if not received and not errors:
        *others, last = (channel.name for channel in task.channels)
        names = f"{', '.join(others)} or {last}" if others else last
        words = f"Choose a picture: {names}." if task.pictures else f"Choose at least one volume: {names}."
        errors.append(FieldError("files", words))
    return received, errors


def _incoming(part: FileStorage) -> IncomingFile:
    stream: Any = part.stream
    assert isinstance(stream, IncomingFile)
    return stream


def _is_blank(part: FileStorage) -> bool:
    """Tell whether a browser sent an empty file field."""
    return not part.filename and _incoming(part).size == 0
