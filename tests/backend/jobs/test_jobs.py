"""Show and cancel jobs."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from flask.testing import FlaskClient

from backend.jobs.ledger import JobLedger
from db.models import Job

Look = Callable[[int], tuple[Job, str]]


def test_a_job_is_shown(viewer: FlaskClient, study: dict[str, Any]) -> None:
    reply = viewer.get(f"/api/jobs/{study['job']['id']}")

    assert reply.status_code == 200
    assert reply.json == study["job"]
    assert set(reply.json) == {
        "id", "study_id", "state", "stage", "progress", "error", "timings", "created_at", "started_at", "finished_at",
    }  # fmt: skip


def test_a_job_that_waits_is_cancelled_at_once(
    radiologist: FlaskClient, job_id: int, look: Look, ledger: JobLedger
) -> None:
    reply = radiologist.delete(f"/api/jobs/{job_id}")

    assert (reply.status_code, reply.json["state"]) == (202, "cancelled")
    job, status = look(job_id)
    assert (job.state, status) == ("cancelled", "cancelled")
    assert job.finished_at is not None
    assert ledger.claim(job_id, worker="w") is None


def test_a_job_that_runs_is_asked_to_stop(radiologist: FlaskClient, job_id: int, ledger: JobLedger) -> None:
    claim = ledger.claim(job_id, worker="w")
    assert claim is not None

    reply = radiologist.delete(f"/api/jobs/{job_id}")

    assert (reply.status_code, reply.json["state"]) == (202, "running")
    assert ledger.renew(claim, stage="segmenting", progress=0.5) == "cancelled"


def test_a_job_that_has_ended_is_409(radiologist: FlaskClient, job_id: int) -> None:
    radiologist.delete(f"/api/jobs/{job_id}")

    reply = radiologist.delete(f"/api/jobs/{job_id}")

    assert reply.status_code == 409
    assert "was cancelled" in reply.json["detail"]


def test_a_cancelled_study_can_be_segmented_again(radiologist: FlaskClient, study: dict[str, Any]) -> None:
    radiologist.delete(f"/api/jobs/{study['job']['id']}")

    reply = radiologist.post(f"/api/studies/{study['id']}/segmentations")

    assert reply.status_code == 202
    assert radiologist.get(f"/api/studies/{study['id']}").json["status"] == "queued"


@pytest.mark.parametrize("method", ["get", "delete"])
def test_a_job_that_is_not_there_is_404(radiologist: FlaskClient, method: str) -> None:
    assert radiologist.open("/api/jobs/4711", method=method).status_code == 404


def test_a_viewer_cancels_nothing(viewer: FlaskClient, job_id: int, look: Look) -> None:
    assert viewer.delete(f"/api/jobs/{job_id}").status_code == 403
    assert look(job_id)[0].state == "queued"


@pytest.mark.parametrize("method", ["get", "delete"])
def test_nobody_sees_a_job_without_an_account(client: FlaskClient, job_id: int, method: str) -> None:
    assert client.open(f"/api/jobs/{job_id}", method=method).status_code == 401
