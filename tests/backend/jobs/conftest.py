"""A ledger, and jobs to be run."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask.testing import FlaskClient

from backend.jobs.ledger import JobLedger
from backend.services import Services
from backend.settings import Settings
from db.models import Job, Study
from tests.support.studies import post_study


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Look often whether a job is to stop, and try it twice."""
    return settings.model_copy(update={"heartbeat_seconds": 0.05, "job_attempts": 2})


@pytest.fixture
def ledger(services: Services) -> JobLedger:
    """Give the worker's view of the jobs."""
    return JobLedger(services.database, settings=services.settings)


@pytest.fixture
def job_id(study: dict[str, Any]) -> int:
    """Give a job that waits."""
    return int(study["job"]["id"])


@pytest.fixture
def new_job(radiologist: FlaskClient, files: dict[str, Path]) -> Callable[[], int]:
    """Upload the demo case once more; give its job."""
    return lambda: int(post_study(radiologist, files).json["job"]["id"])


@pytest.fixture
def look(services: Services) -> Callable[[int], tuple[Job, str]]:
    """Read the row of a job and the status of its study."""

    def read(job_id: int) -> tuple[Job, str]:
        with services.database.read() as session:
            job = session.get_one(Job, job_id)
            return job, session.get_one(Study, job.study_id).status

    return read
