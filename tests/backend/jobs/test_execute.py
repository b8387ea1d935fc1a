"""What a worker process does with a job, around the network."""

from __future__ import annotations

import hashlib
import threading
import time
import zlib
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, cast

import numpy as np
import pytest
from flask.testing import FlaskClient
from sqlalchemy import select
from sqlalchemy.exc import OperationalError

from backend.errors import StoreAway
from backend.jobs.execute import JobRunner
from backend.jobs.ledger import JobLedger
from backend.language.catalogue import load_catalogue
from backend.services import Services
from backend.store.volumes import VolumeStore
from db.models import Job, Segmentation
from model.errors import ModelUnavailable
from model.inference import Finding, SegmentationResult, Segmenter
from model.tasks import TaskCard
from model.volumes import Volume, read_volume
from tests.support.patience import PATIENCE_SECONDS, until
from tests.support.studies import SHAPE, post_study

Look = Callable[[int], tuple[Job, str]]
Work = Callable[[Callable[[str, float], None]], None]


class Threshold:
    """Segment by a threshold, and do some work between two progress calls."""

    name, version, sha256, runtime = "threshold", "1", "0" * 64, "numpy"

    def __init__(self, work: Work = lambda on_progress: None) -> None:
        self._work = work

    def segment(
        self, channels: Mapping[str, Volume], *, on_progress: Callable[[str, float], None]
    ) -> SegmentationResult:
        on_progress("segmenting", 0.0)
        self._work(on_progress)
        on_progress("segmenting", 1.0)
        first = next(iter(channels.values())).data
        labels = (first > np.percentile(first, 99)).astype(np.uint8) * np.uint8(2)
        return SegmentationResult(
            labels=labels,
            uncertainty=np.where(first > 0, np.uint8(255), np.uint8(0)),
            confidence={"WT": 0.9, "TC": 0.8, "ET": 0.3},
            low_confidence=("ET",),
            findings=(Finding(code="low-confidence", channel=None, message="Check the enhancing tumour."),),
        )


@pytest.fixture
def runner(services: Services, monkeypatch: pytest.MonkeyPatch) -> Callable[..., JobRunner]:
    """Make the runner of a worker."""
    # On a slow machine a step may take long, and the process that a runner would end under it is the tests' own.
    monkeypatch.setattr("backend.jobs.running._STOP_SECONDS", PATIENCE_SECONDS)

    def make(
        work: Work = lambda on_progress: None,
        *,
        stopping: Callable[[], bool] = lambda: False,
        load: Callable[[TaskCard], Any] | None = None,
    ) -> JobRunner:
        return JobRunner(
            services.database,
            store=services.store,
            settings=services.settings,
            worker="w",
            segmenter=load or (lambda task: cast(Segmenter, Threshold(work))),
            stopping=stopping,
            leave=lambda: None,
        )

    return make


def masks(services: Services) -> list[Segmentation]:
    with services.database.read() as session:
        return list(session.scalars(select(Segmentation)))


def go_on(on_progress: Callable[[str, float], None]) -> None:
    """Work in small steps until one of them is refused."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        on_progress("segmenting", 0.5)
        time.sleep(0.01)
    pytest.fail("the run went on")


def test_a_run_stores_mask_volumes_model_and_timings(
    runner: Callable[..., JobRunner], job_id: int, look: Look, services: Services
) -> None:
    runner().run(job_id)

    job, status = look(job_id)
    assert (job.state, status, job.progress) == ("succeeded", "ready", 1.0)
    assert set(job.timings) == {"waiting", "loading", "reading", "segmenting", "storing"}
    (mask,) = masks(services)
    assert (mask.model_name, mask.runtime, mask.job_id) == ("threshold", "numpy", job_id)
    with services.database.read() as session:
        packed = session.scalar(select(Segmentation.labels))
    assert packed is not None
    labels = np.frombuffer(zlib.decompress(packed), np.uint8).reshape(SHAPE)
    assert mask.volumes_ml["WT"] == pytest.approx(np.count_nonzero(labels) / 1000)
    assert mask.volumes_ml["ET"] == 0
    assert mask.widest_at is not None
    assert "ET" not in mask.widest_at
    for number, index in enumerate(mask.widest_at["WT"]):
        areas = np.count_nonzero(labels, axis=tuple(other for other in range(3) if other != number))
        assert areas[index] == areas.max() > 0


def test_a_run_stores_how_sure_the_mask_is(
    runner: Callable[..., JobRunner], job_id: int, services: Services, case: dict[str, Path], viewer: FlaskClient
) -> None:
    runner().run(job_id)

    (mask,) = masks(services)
    with services.database.read() as session:
        packed = session.scalar(select(Segmentation.uncertainty))
    assert packed is not None
    content = zlib.decompress(packed)
    brain = read_volume(case["flair"]).data > 0
    np.testing.assert_array_equal(np.frombuffer(content, np.uint8).reshape(SHAPE), 255 * brain)
    assert mask.uncertainty_sha256 == hashlib.sha256(content).hexdigest()
    (shown,) = viewer.get(f"/api/studies/{mask.study_id}").json["segmentations"]
    assert (shown["confidence"], shown["low_confidence"]) == ({"WT": 0.9, "TC": 0.8, "ET": 0.3}, ["ET"])
    (finding,) = shown["findings"]
    assert (finding["code"], finding["channel"], finding["severity"]) == ("low-confidence", None, "warning")
    assert shown["has_uncertainty"] is True


def test_an_uncertainty_too_large_for_the_database_costs_no_mask(
    runner: Callable[..., JobRunner],
    job_id: int,
    services: Services,
    viewer: FlaskClient,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("backend.jobs.execute._UNCERTAINTY_BYTES", 10)

    runner().run(job_id)

    (mask,) = masks(services)
    (shown,) = viewer.get(f"/api/studies/{mask.study_id}").json["segmentations"]
    assert (shown["has_uncertainty"], shown["low_confidence"]) == (False, ["ET"])


def test_a_run_takes_the_channels_that_there_are(
    runner: Callable[..., JobRunner],
    services: Services,
    radiologist: FlaskClient,
    files: dict[str, Path],
    look: Look,
) -> None:
    job_id = post_study(radiologist, {"t2": files["t2"]}).json["job"]["id"]

    runner().run(job_id)

    assert look(job_id)[0].state == "succeeded"
    (mask,) = masks(services)
    voxels = np.count_nonzero(read_volume(files["t2"]).data > np.percentile(read_volume(files["t2"]).data, 99))
    assert mask.volumes_ml["WT"] == pytest.approx(voxels / 1000)


def test_a_message_that_comes_twice_runs_once(
    runner: Callable[..., JobRunner], job_id: int, services: Services
) -> None:
    runner().run(job_id)
    runner().run(job_id)

    assert len(masks(services)) == 1


def test_the_lease_is_renewed_while_the_network_says_nothing(
    runner: Callable[..., JobRunner], job_id: int, look: Look
) -> None:
    def lease() -> datetime:
        end = look(job_id)[0].lease_until
        assert end is not None
        return end

    def work(on_progress: Callable[[str, float], None]) -> None:
        first = lease()
        until(lambda: lease() > first, what="the lease was not renewed")

    runner(work).run(job_id)

    assert look(job_id)[0].state == "succeeded"


def test_stage_and_progress_can_be_watched(runner: Callable[..., JobRunner], job_id: int, viewer: FlaskClient) -> None:
    def is_seen() -> bool:
        job = viewer.get(f"/api/jobs/{job_id}").json
        return (job["state"], job["stage"]) == ("running", "segmenting") and 0.4 < job["progress"] < 0.7

    def work(on_progress: Callable[[str, float], None]) -> None:
        on_progress("segmenting", 0.5)
        until(is_seen, what="the progress was not to be seen")

    runner(work).run(job_id)

    assert viewer.get(f"/api/jobs/{job_id}").json["state"] == "succeeded"


def test_a_cancelled_run_stops_at_the_next_step(
    runner: Callable[..., JobRunner], job_id: int, look: Look, radiologist: FlaskClient, services: Services
) -> None:
    def work(on_progress: Callable[[str, float], None]) -> None:
        radiologist.delete(f"/api/jobs/{job_id}")
        go_on(on_progress)

    runner(work).run(job_id)

    job, status = look(job_id)
    assert (job.state, status, job.error) == ("cancelled", "cancelled", None)
    assert masks(services) == []


def test_a_cancellation_in_the_last_moment_leaves_no_mask(
    runner: Callable[..., JobRunner], job_id: int, look: Look, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    succeed = JobLedger.succeed

    def cancelled_before(self: JobLedger, *arguments: Any, **options: Any) -> None:
        services.jobs.cancel(job_id)
        succeed(self, *arguments, **options)

    monkeypatch.setattr(JobLedger, "succeed", cancelled_before)
    runner().run(job_id)

    assert look(job_id)[0].state == "cancelled"
    assert masks(services) == []


def test_a_stopping_worker_gives_its_job_back(
    runner: Callable[..., JobRunner], job_id: int, look: Look, services: Services
) -> None:
    stop = threading.Event()

    def work(on_progress: Callable[[str, float], None]) -> None:
        stop.set()
        go_on(on_progress)

    runner(work, stopping=stop.is_set).run(job_id)

    job, status = look(job_id)
    assert (job.state, status, job.attempts) == ("queued", "queued", 0)
    assert masks(services) == []


def test_a_stopping_worker_takes_no_job(runner: Callable[..., JobRunner], job_id: int, look: Look) -> None:
    runner(stopping=lambda: True).run(job_id)

    assert look(job_id)[0].state == "queued"


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (ModelUnavailable("unet.h5 is missing"), "its network is not available on the server"),
        (MemoryError(), "too little memory"),
        (RuntimeError("Kim Minji"), "failed unexpectedly"),
    ],
)
def test_a_failing_model_leaves_no_mask_and_says_why(
    runner: Callable[..., JobRunner],
    job_id: int,
    look: Look,
    services: Services,
    caplog: pytest.LogCaptureFixture,
    error: Exception,
    words: str,
) -> None:
    def work(on_progress: Callable[[str, float], None]) -> None:
        raise error

    runner(work).run(job_id)

    job, status = look(job_id)
    assert (job.state, status) == ("failed", "failed")
    assert job.error is not None
    assert words in job.error
    assert load_catalogue("ko").translate(job.error) is not None
    assert masks(services) == []
    assert "Kim" not in caplog.text + job.error


def test_missing_weights_fail_the_job_and_only_the_log_says_which(
    runner: Callable[..., JobRunner], job_id: int, look: Look, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    runner(load=lambda task: Segmenter.load(task, weights_dir=tmp_path)).run(job_id)

    job, _ = look(job_id)
    assert job.state == "failed"
    assert job.error == (
        "The segmentation could not start: its network is not available on the server. "
        f"Please ask your administrator; the log says why, under job {job_id}."
    )
    [told] = [record.getMessage() for record in caplog.records if f"job {job_id}: failed" in record.getMessage()]
    assert str(tmp_path) in told


def test_a_missing_file_fails_the_job_in_words(
    runner: Callable[..., JobRunner], job_id: int, look: Look, services: Services
) -> None:
    for path in (services.settings.data_dir / "store").glob("??/*"):
        path.unlink()

    runner().run(job_id)

    job, _ = look(job_id)
    assert job.state == "failed"
    assert "missing" in (job.error or "")


def test_a_database_that_goes_away_for_a_moment_costs_no_mask(
    runner: Callable[..., JobRunner], job_id: int, look: Look, services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    succeed = JobLedger.succeed
    failures = [OperationalError("", {}, Exception("gone away"))] * 2

    def away(self: JobLedger, *arguments: Any, **options: Any) -> None:
        if failures:
            raise failures.pop()
        succeed(self, *arguments, **options)

    monkeypatch.setattr(JobLedger, "succeed", away)
    runner().run(job_id)

    assert look(job_id)[0].state == "succeeded"
    assert len(masks(services)) == 1


def test_a_database_that_is_away_when_a_job_starts_does_not_end_it(
    runner: Callable[..., JobRunner], job_id: int, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    failures = [OperationalError("", {}, Exception("gone away"))] * 2
    records = JobRunner._records

    def away(self: JobRunner, *arguments: Any) -> Any:
        if failures:
            raise failures.pop()
        return records(self, *arguments)

    monkeypatch.setattr(JobRunner, "_records", away)
    runner().run(job_id)

    assert look(job_id)[0].state == "succeeded"


def test_a_store_that_is_away_when_a_job_starts_does_not_end_it(
    runner: Callable[..., JobRunner], job_id: int, look: Look, monkeypatch: pytest.MonkeyPatch
) -> None:
    failures = [StoreAway("no answer")] * 2
    local = VolumeStore.local

    def away(self: VolumeStore, sha256: str) -> Path:
        if failures:
            raise failures.pop()
        return local(self, sha256)

    monkeypatch.setattr(VolumeStore, "local", away)
    runner().run(job_id)

    assert look(job_id)[0].state == "succeeded"


def test_a_study_that_is_deleted_while_it_is_segmented_leaves_nothing(
    runner: Callable[..., JobRunner], job_id: int, study: dict[str, Any], radiologist: FlaskClient, services: Services
) -> None:
    def work(on_progress: Callable[[str, float], None]) -> None:
        assert radiologist.delete(f"/api/studies/{study['id']}").status_code == 204

    runner(work).run(job_id)

    assert masks(services) == []
    assert radiologist.get(f"/api/jobs/{job_id}").status_code == 404
