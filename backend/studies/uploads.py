"""Turn a request with files into a study, or into nothing."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import date

from flask import Request
from sqlalchemy import select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from backend.errors import Conflict, FieldError, Refused
from backend.groups import Sight
from backend.groups.choice import group_of_upload
from backend.jobs.service import JobService
from backend.patients.schemas import NewPatient
from backend.patients.service import PatientService
from backend.settings import Settings
from backend.store import Upload, VolumeStore
from backend.studies.checking import CheckedVolume, check_volumes, make_display_volumes
from backend.studies.form import ReceivedForm, UploadForm, receive
from db.models import Image, Job, Patient, Study
from db.session import SessionFactory
from model.tasks import TaskCard
from model.volumes import VolumeLimits, box_around

__all__ = ["AcceptedUpload", "UploadService"]

logger = logging.getLogger(__name__)

_KEY_LENGTH = Study.idempotency_key.type.length


@dataclass(frozen=True)
class AcceptedUpload:
    """Name what an upload has become."""

    study_id: int
    job_id: int


class UploadService:
    """Take in studies.

    Args:
        database: where studies are.
        store: where their files go.
        patients: finds or makes whom they belong to.
        jobs: queues their segmentation.
        settings: limits.
    """

    def __init__(
        self,
        database: SessionFactory,
        *,
        store: VolumeStore,
        patients: PatientService,
        jobs: JobService,
        settings: Settings,
    ) -> None:
        self._database = database
        self._store = store
        self._patients = patients
        self._jobs = jobs
        self._weights_dir = settings.weights_dir
        self._limits = VolumeLimits(max_bytes=settings.max_volume_bytes)

    def accept(self, request: Request, *, account_id: int, sight: Sight, key: str | None) -> AcceptedUpload:
        """Read a request, check all of it, and store patient, study, images and job in one transaction.

        Args:
            request: its body is untouched so far.
            account_id: who sends it.
            sight: what they see.
            key: the request's Idempotency-Key; a second request with it gives what the first one has become.

        Raises:
            Refused: something is wrong with the form or a file; everything that is wrong is named.
            Conflict: the record number belongs to somebody else, or the first request's study is not seen any more.
            RequestEntityTooLarge: the body is larger than the limit.
            OSError: the disk is full or broken.
        """
        if key is not None and not 0 < len(key) <= _KEY_LENGTH:
            raise Refused(f"The Idempotency-Key may have 1 to {_KEY_LENGTH} characters.")
        with self._store.upload() as upload:
            # The body is read even if the answer is known: its sender listens only once it is sent.
            form = receive(request, upload=upload, weights_dir=self._weights_dir)
            earlier = self._earlier(account_id=account_id, sight=sight, key=key)
            if earlier is not None:
                return earlier
            try:
                job = self._accept(form, upload=upload, account_id=account_id, sight=sight, key=key)
            except IntegrityError:
                # The same request, sent twice at once: the other one was faster.
                earlier = self._earlier(account_id=account_id, sight=sight, key=key)
                if earlier is None:
                    raise
                return earlier
        self._jobs.announce(job)
        logger.info("study %d: accepted, job %d", job.study_id, job.id)
        return AcceptedUpload(study_id=job.study_id, job_id=job.id)

    def _accept(self, form: ReceivedForm, *, upload: Upload, account_id: int, sight: Sight, key: str | None) -> Job:
        errors = list(form.errors)
        if form.fields is not None:
            errors += self._group_errors(form.fields, account_id=account_id, sight=sight)
        volumes: tuple[CheckedVolume, ...] = ()
        if form.fields is not None and form.fields.patient_id is not None and form.fields.patient_mrn is None:
            errors += self._missing_patient(form.fields.patient_id, sight=sight)
        if form.task is not None:
            checked = check_volumes(form.files, task=form.task, limits=self._limits, upload=upload)
            volumes = checked.volumes
            errors += checked.errors
        if errors or form.fields is None or form.task is None:
            raise _refusal(errors)
        display = make_display_volumes(volumes, folder=upload.folder, limits=checked.limits)
        with self._store.keeping([volume.file for volume in volumes], upload=upload):
            for sha256, path in display.items():
                self._store.display.take(sha256, path)
            with self._database.write() as session:
                given = form.fields.group_id
                group_id = group_of_upload(session, given, account_id=account_id, sight=sight)
                study = _study(form.fields, task=form.task, volumes=volumes, account_id=account_id, key=key)
                study.group_id = group_id
                study.patient = self._patient(session, form.fields, sight=sight)
                session.add(study)
                job = self._jobs.queue(session, study, account_id=account_id)
        return job

    def _patient(self, session: Session, fields: UploadForm, *, sight: Sight) -> Patient:
        if fields.patient_id is None:
            new = NewPatient.model_validate(
                {
                    "mrn": fields.patient_mrn,
                    "name": fields.patient_name,
                    "birth_date": fields.birth_date,
                    "sex": fields.sex,
                }
            )
            return self._patients.find_or_create(session, new, sight=sight)
        seen = select(Patient).where(Patient.id == fields.patient_id, Patient.deleted_at.is_(None), sight.patients())
        patient = session.scalar(seen.with_for_update())
        if patient is None:
            raise _refusal([_no_patient(fields.patient_id)])
        return patient

    def _group_errors(self, fields: UploadForm, *, account_id: int, sight: Sight) -> list[FieldError]:
        try:
            with self._database.read() as session:
                group_of_upload(session, fields.group_id, account_id=account_id, sight=sight)
        except Refused as refusal:
            return list(refusal.errors)
        return []

    def _missing_patient(self, patient_id: int, *, sight: Sight) -> list[FieldError]:
        with self._database.read() as session:
            present = select(Patient.id).where(Patient.id == patient_id, Patient.deleted_at.is_(None), sight.patients())
            return [_no_patient(patient_id)] if session.scalar(present) is None else []

    def _earlier(self, *, account_id: int, sight: Sight, key: str | None) -> AcceptedUpload | None:
        """Find what an earlier request with the same key has become.

        Raises:
            Conflict: a study that is another group's by now, or whose sender has left the group.
        """
        if key is None:
            return None
        with self._database.read() as session:
            sent = select(Study.id).where(Study.created_by_id == account_id, Study.idempotency_key == key)
            study_id = session.scalar(sent)
            if study_id is None:
                return None
            if session.scalar(sent.where(sight.studies())) is None:
                raise Conflict("This upload was taken in before, and your account does not see its study any more.")
            first = select(Job.id).where(Job.study_id == study_id).order_by(Job.id).limit(1)
            return AcceptedUpload(study_id=study_id, job_id=session.scalars(first).one())


def _study(
    fields: UploadForm, *, task: TaskCard, volumes: tuple[CheckedVolume, ...], account_id: int, key: str | None
) -> Study:
    grid = volumes[0].summary.grid
    return Study(
        task=task.id,
        study_date=fields.study_date or date.today(),
        description=fields.description,
        shape=list(grid.shape),
        spacing=list(grid.spacing),
        affine=grid.affine.tolist(),
        # No head is looked for in a picture.
        head_box=None
        if task.pictures
        else [list(side) for side in box_around(*(volume.summary.head_box for volume in volumes))],
        idempotency_key=key,
        created_by_id=account_id,
        images=[_image(volume) for volume in volumes],
    )


def _image(volume: CheckedVolume) -> Image:
    summary = volume.summary
    return Image(
        channel=volume.channel,
        sha256=volume.file.sha256,
        size_bytes=volume.file.size,
        slope=summary.slope,
        intercept=summary.intercept,
        window_low=summary.window[0],
        window_high=summary.window[1],
        value_low=summary.minimum,
        value_high=summary.maximum,
    )


def _no_patient(patient_id: int) -> FieldError:
    return FieldError("patient_id", f"There is no patient with the id {patient_id}; it may have been deleted.")


def _refusal(errors: list[FieldError]) -> Refused:
    detail = (
        errors[0].message if len(errors) == 1 else f"{len(errors)} things need another look before this is a study."
    )
    return Refused(detail, errors=errors)
