"""Who holds a job, and what becomes of it."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import func, select

from backend.jobs.ledger import Claim, JobLedger, LeaseLost
from backend.services import Services
from db.models import Job, Segmentation
from tests.support.studies import purge

Look = Callable[[int], tuple[Job, str]]

MASK: dict[str, Any] = {
    "labels": b"x",
    "labels_sha256": "1" * 64,
    "model_name": "n",
    "model_version": "v",
    "model_sha256": "0" * 64,
    "runtime": "tensorflow",
    "volumes_ml": {"WT": 1.0},
}


def claimed(ledger: JobLedger, job_id: int) -> Claim:
    claim = ledger.claim(job_id, worker="w")
    assert claim is not None
    return claim


def masks(services: Services) -> int:
    with services.database.read() as session:
        return session.scalar(select(func.count()).select_from(Segmentation)) or 0


def test_a_claimed_job_runs(ledger: JobLedger, job_id: int, look: Look, services: Services) -> None:
    claimed(ledger, job_id)

    job, status = look(job_id)
    assert (job.state, status, job.attempts) == ("running", "running", 1)
    assert job.started_at is not None
    assert job.lease_until == job.started_at + timedelta(seconds=services.settings.lease_seconds)


def test_a_job_is_claimed_once(ledger: JobLedger, job_id: int) -> None:
    claims: list[Claim | None] = []
    workers = [threading.Thread(target=lambda: claims.append(ledger.claim(job_id, worker="w"))) for _ in range(8)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert len(claims) == 8
    assert sum(claim is not None for claim in claims) == 1


def test_a_job_that_is_not_there_cannot_be_claimed(ledger: JobLedger) -> None:
    assert ledger.claim(4711, worker="w") is None


def test_a_claim_that_was_not_made_leaves_the_study_alone(ledger: JobLedger, job_id: int, look: Look) -> None:
    ledger.fail(claimed(ledger, job_id), error="no", timings={})

    assert ledger.claim(job_id, worker="w") is None
    assert look(job_id)[1] == "failed"


def test_renewing_moves_the_lease_and_tells_the_progress(ledger: JobLedger, job_id: int, look: Look) -> None:
    claim = claimed(ledger, job_id)
    before = look(job_id)[0].lease_until
    time.sleep(0.01)

    assert ledger.renew(claim, stage="segmenting", progress=0.5) == "held"

    job, _ = look(job_id)
    assert (job.stage, job.progress) == ("segmenting", 0.5)
    assert before is not None
    assert job.lease_until is not None
    assert job.lease_until > before


def test_mask_job_and_study_end_together(ledger: JobLedger, job_id: int, look: Look, services: Services) -> None:
    ledger.succeed(claimed(ledger, job_id), mask=MASK, timings={"segmenting": 2.5})

    job, status = look(job_id)
    assert (job.state, status, job.progress, job.timings) == ("succeeded", "ready", 1.0, {"segmenting": 2.5})
    assert job.finished_at is not None
    assert masks(services) == 1


def test_a_mask_that_cannot_be_written_leaves_the_job_running(
    ledger: JobLedger, job_id: int, look: Look, services: Services
) -> None:
    claim = claimed(ledger, job_id)

    with pytest.raises(Exception, match=r"model_name|NOT NULL|1364"):
        ledger.succeed(claim, mask={name: value for name, value in MASK.items() if name != "model_name"}, timings={})

    job, status = look(job_id)
    assert (job.state, status) == ("running", "running")
    assert masks(services) == 0


def test_a_job_leaves_one_mask(ledger: JobLedger, job_id: int, services: Services) -> None:
    claim = claimed(ledger, job_id)
    ledger.succeed(claim, mask=MASK, timings={})

    with pytest.raises(LeaseLost):
        ledger.succeed(claim, mask=MASK, timings={})

    assert masks(services) == 1


@pytest.mark.parametrize("change", ["renew", "succeed", "fail", "cancel", "release"])
def test_a_worker_that_was_given_up_changes_nothing(
    ledger: JobLedger, job_id: int, look: Look, services: Services, change: str
) -> None:
    old = claimed(ledger, job_id)
    ledger.release(old)
    claimed(ledger, job_id)
    before, status = look(job_id)

    if change == "renew":
        assert ledger.renew(old, stage="x", progress=0.1) == "lost"
    else:
        arguments: dict[str, dict[str, Any]] = {
            "succeed": {"mask": MASK, "timings": {}},
            "fail": {"error": "x", "timings": {}},
            "cancel": {"timings": {}},
            "release": {},
        }
        with pytest.raises(LeaseLost):
            getattr(ledger, change)(old, **arguments[change])

    after, status_after = look(job_id)
    assert (after.state, after.worker, after.stage, status_after) == (before.state, before.worker, None, status)
    assert masks(services) == 0


def test_a_failed_job_says_why(ledger: JobLedger, job_id: int, look: Look, viewer: FlaskClient) -> None:
    ledger.fail(claimed(ledger, job_id), error="The network is missing.", timings={"loading": 1.0})

    assert look(job_id)[1] == "failed"
    shown = viewer.get(f"/api/jobs/{job_id}").json
    assert (shown["state"], shown["error"]) == ("failed", "The network is missing.")
    assert shown["timings"] == {"loading": 1.0}


def test_a_released_job_waits_again_as_if_it_had_not_been_tried(ledger: JobLedger, job_id: int, look: Look) -> None:
    ledger.release(claimed(ledger, job_id))

    job, status = look(job_id)
    assert (job.state, status, job.attempts, job.message_sent_at) == ("queued", "queued", 0, None)
    claimed(ledger, job_id)


def test_a_job_that_is_to_be_cancelled_stores_no_mask(
    ledger: JobLedger, job_id: int, look: Look, services: Services, radiologist: FlaskClient
) -> None:
    claim = claimed(ledger, job_id)
    radiologist.delete(f"/api/jobs/{job_id}")

    with pytest.raises(LeaseLost):
        ledger.succeed(claim, mask=MASK, timings={})
    assert ledger.renew(claim, stage="storing", progress=1.0) == "cancelled"
    ledger.cancel(claim, timings={})

    job, status = look(job_id)
    assert (job.state, status) == ("cancelled", "cancelled")
    assert masks(services) == 0


def test_the_job_of_a_deleted_study_is_cancelled(
    ledger: JobLedger, job_id: int, study: dict[str, Any], radiologist: FlaskClient
) -> None:
    claim = claimed(ledger, job_id)
    radiologist.delete(f"/api/studies/{study['id']}")

    assert ledger.renew(claim, stage="x", progress=0.1) == "cancelled"
    with pytest.raises(LeaseLost):
        ledger.succeed(claim, mask=MASK, timings={})


def test_the_job_of_a_study_that_is_gone_for_good_is_lost(
    ledger: JobLedger, job_id: int, study: dict[str, Any], radiologist: FlaskClient, services: Services
) -> None:
    claim = claimed(ledger, job_id)
    radiologist.delete(f"/api/studies/{study['id']}")
    purge(services)

    assert ledger.renew(claim, stage="x", progress=0.1) == "lost"
    with pytest.raises(LeaseLost):
        ledger.succeed(claim, mask=MASK, timings={})
