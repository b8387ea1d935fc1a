"""What a worker does when a message says that a job waits."""

from __future__ import annotations

import hashlib
import logging
import os
import secrets
import time
import traceback
import zlib
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from isal import isal_zlib
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from backend.errors import StoreAway
from backend.jobs.ledger import Claim, JobLedger, LeaseLost
from backend.jobs.running import RunningJob
from backend.jobs.segmenting import SegmentedStudy, segment_files
from backend.settings import Settings
from backend.store import VolumeStore
from db.models import Image, Study
from db.session import SessionFactory
from model.errors import JobInterrupted, ModelUnavailable, VolumeError
from model.tasks import TaskCard, get_task
from model.volumes import VolumeLimits

if TYPE_CHECKING:
    from model.inference import Segmenter

__all__ = ["JobRunner"]

Result = TypeVar("Result")

logger = logging.getLogger(__name__)

_RETRY_SECONDS = 60.0
_COMPRESSION = 6
# Of an uncertainty volume, which is mostly noise: more effort takes ten times as long and saves a tenth.
_UNCERTAINTY_COMPRESSION = 1
# MariaDB takes 16 MiB in one statement unless it is told otherwise; no mask is to fail for the picture beside it.
_UNCERTAINTY_BYTES = 12 << 20


class JobRunner:
    """Claim jobs, run their networks, and store the masks.

    Args:
        database: where jobs are.
        store: where their volumes are.
        settings: how long a lease lasts, and limits.
        worker: name of this process.
        segmenter: gives the loaded network of a task.
        stopping: says whether the worker is to stop.
        leave: says that this process is gone; called before it ends in the middle of a job.
    """

    def __init__(
        self,
        database: SessionFactory,
        *,
        store: VolumeStore,
        settings: Settings,
        worker: str,
        segmenter: Callable[[TaskCard], Segmenter],
        stopping: Callable[[], bool],
        leave: Callable[[], None],
    ) -> None:
        self._leave = leave
        self._database = database
        self._store = store
        self._settings = settings
        self._worker = worker
        self._segmenter = segmenter
        self._stopping = stopping
        self._ledger = JobLedger(database, settings=settings)

    def run(self, job_id: int) -> None:
        """Run a job, if it still waits."""
        if self._stopping():
            return
        claim = self._ledger.claim(job_id, worker=self._worker)
        if claim is None:
            logger.info("job %d: does not wait any more", job_id)
            return
        logger.info("job %d: started", job_id)
        running = RunningJob(
            claim,
            self._ledger,
            heartbeat=self._settings.heartbeat_seconds,
            stopping=self._stopping,
            give_up=lambda: self._give_up(claim),
        )
        with running:
            try:
                self._segment(claim, running=running)
            except (JobInterrupted, LeaseLost):
                self._interrupt(claim, running=running)
            except Exception as error:  # whatever it was, its row must say so
                self._fail(claim, error, timings=running.timings())

    def _segment(self, claim: Claim, *, running: RunningJob) -> None:
        task_id, images = _insist(lambda: self._records(claim), job_id=claim.job_id)
        if task_id is None:
            raise LeaseLost
        task = get_task(task_id)
        running.report("loading", 0.0)
        segmenter = self._segmenter(task)
        segmented = segment_files(
            _insist(lambda: {channel: self._store.local(sha256) for channel, sha256 in images}, job_id=claim.job_id),
            task=task,
            segmenter=segmenter,
            limits=VolumeLimits.of_kept(max_bytes=self._settings.max_volume_bytes),
            on_progress=running.report,
        )
        running.report("storing", 0.95)
        mask = _columns(segmented) | {
            "model_name": segmenter.name,
            "model_version": segmenter.version,
            "model_sha256": segmenter.sha256,
            "runtime": segmenter.runtime,
        }
        running.report("storing", 1.0)
        timings = running.timings()
        _insist(lambda: self._ledger.succeed(claim, mask=mask, timings=timings), job_id=claim.job_id)
        logger.info("job %d: mask stored %s", claim.job_id, timings)

    def _records(self, claim: Claim) -> tuple[str | None, list[tuple[str, str]]]:
        """Give the task of a study, None where it is gone, and its channels with the hashes of their volumes."""
        with self._database.read() as session:
            task_id = session.scalar(select(Study.task).where(Study.id == claim.study_id))
            images = session.execute(select(Image.channel, Image.sha256).where(Image.study_id == claim.study_id))
            return task_id, [(channel, sha256) for channel, sha256 in images]

    def _interrupt(self, claim: Claim, *, running: RunningJob) -> None:
        reason = running.interruption or self._ledger.renew(claim, stage="storing", progress=1.0)
        logger.info("job %d: stopped (%s)", claim.job_id, reason)
        try:
            if reason == "cancelled":
                _insist(lambda: self._ledger.cancel(claim, timings=running.timings()), job_id=claim.job_id)
            elif reason == "stopping":
                _insist(lambda: self._ledger.release(claim), job_id=claim.job_id)
        except LeaseLost:
            logger.info("job %d: was taken over", claim.job_id)

    def _fail(self, claim: Claim, error: Exception, *, timings: dict[str, float]) -> None:
        words = _in_words(error, job_id=claim.job_id)
        try:
            _insist(lambda: self._ledger.fail(claim, error=words, timings=timings), job_id=claim.job_id)
        except LeaseLost:
            logger.info("job %d: was taken over", claim.job_id)

    def _give_up(self, claim: Claim) -> None:
        """End this process, whose network does not stop in time, once its job waits again."""
        try:
            self._ledger.release(claim)
            logger.info("job %d: stopped (stopping) in the middle of a step", claim.job_id)
        except (LeaseLost, DBAPIError) as error:
            logger.warning("job %d: was not given back (%s)", claim.job_id, type(error).__name__)
        self._leave()
        os._exit(0)


def _columns(segmented: SegmentedStudy) -> dict[str, Any]:
    """Give what is kept of a result, as columns of the segmentation."""
    result = segmented.result
    labels = result.labels.tobytes(order="C")
    uncertainty = result.uncertainty.tobytes(order="C")
    packed = isal_zlib.compress(uncertainty, _UNCERTAINTY_COMPRESSION)
    kept = len(packed) <= _UNCERTAINTY_BYTES
    if not kept:
        logger.warning("the uncertainty of %d voxels is too large to be kept", result.uncertainty.size)
    return {
        "labels": zlib.compress(labels, _COMPRESSION),
        "labels_sha256": hashlib.sha256(labels).hexdigest(),
        "volumes_ml": segmented.volumes_ml,
        "widest_at": segmented.widest_at,
        "confidence": dict(result.confidence),
        "low_confidence": list(result.low_confidence),
        "findings": [asdict(finding) for finding in result.findings],
        "uncertainty": packed if kept else None,
        "uncertainty_sha256": hashlib.sha256(uncertainty).hexdigest() if kept else None,
    }


def _insist(ask: Callable[[], Result], *, job_id: int) -> Result:
    """Ask database or store although they are away for a moment: no job ends because of that, and no mask is lost.

    A change may be made twice, where only the answer was lost: the second one finds that the claim has ended.
    """
    deadline = time.monotonic() + _RETRY_SECONDS
    pause = 0.1
    while True:
        try:
            return ask()
        except (DBAPIError, StoreAway) as error:
            if time.monotonic() > deadline:
                raise
            away = "store" if isinstance(error, StoreAway) else "database"
            logger.warning("job %d: the %s does not answer (%s)", job_id, away, type(error).__name__)
            time.sleep(pause)
            pause = min(2 * pause, 5.0)


def _in_words(error: Exception, *, job_id: int) -> str:
    """Say why a job failed, to a radiologist; where it happened goes to the log, values do not."""
    if isinstance(error, VolumeError):
        logger.warning("job %d: failed (%s)", job_id, type(error).__name__)
        return str(error)
    if isinstance(error, ModelUnavailable):
        # Files, packages and settings: words for whoever runs the server, which hold nothing of the study.
        logger.error("job %d: failed, the network is not available: %s", job_id, error)
        return (
            "The segmentation could not start: its network is not available on the server. "
            f"Please ask your administrator; the log says why, under job {job_id}."
        )
    incident = secrets.token_hex(4)
    frames = "".join(traceback.format_list(traceback.extract_tb(error.__traceback__)))
    logger.error("job %d: failed, incident %s, %s\n%s", job_id, incident, type(error).__qualname__, frames)
    if isinstance(error, MemoryError):
        return "The worker has too little memory for this study. Please ask the administrator to give it more."
    if isinstance(error, FileNotFoundError):
        name = Path(str(error.filename)).name if error.filename else ""
        return f"A file that the worker needs is missing ({name[:12]}…). Please tell the administrator: {incident}."
    return f"The segmentation failed unexpectedly. Run it again; if it stays, tell the administrator: {incident}."
