"""Real workers with the real network, over the broker on disk; they are killed in the middle of their work."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from backend.settings import Settings
from db.models import Job, Segmentation, Study
from tests.support.database import SqliteDatabases
from tests.support.patience import until
from tests.support.site import Site, WorkerProcess, gone, open_site
from tests.support.studies import CHANNELS, post_study


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory, sqlite_databases: SqliteDatabases) -> Iterator[Site]:
    """Make an installation in which no living worker loses its job, however slow the machine is."""
    data_dir = tmp_path_factory.mktemp("site")
    settings = Settings(
        data_dir=data_dir,
        database_url=sqlite_databases.fresh(data_dir),
        lease_seconds=600.0,
        heartbeat_seconds=0.5,
        sweep_seconds=0.5,
        deletion_grace_days=0.0,
        # Which one is the faster is not the same at every moment, and two do not agree to the last bit.
        runtime="tensorflow",
    )
    with open_site(settings) as site:
        yield site


@pytest.fixture
def worker(site: Site) -> WorkerProcess:
    """Give a worker that has nothing to do; the one of the last test if it still lives."""
    living = [worker for worker in site.workers if worker.process.poll() is None]
    worker = living[0] if living else site.start_worker()
    with site.services.database.read() as session:
        left = session.scalars(select(Job.id).where(Job.state.in_(("queued", "running")))).all()
    for job_id in left:  # the one that a stopped worker gave back
        site.wait_for(job_id, state="succeeded")
    return worker


def masks(site: Site, job_id: int) -> int:
    with site.services.database.read() as session:
        statement = select(func.count()).select_from(Segmentation).where(Segmentation.job_id == job_id)
        return session.scalar(statement) or 0


def attempts(site: Site, job_id: int) -> int:
    with site.services.database.read() as session:
        return session.get_one(Job, job_id).attempts


def test_without_a_worker_the_site_is_not_ready(site: Site) -> None:
    reply = site.client.get("/api/ready")

    assert reply.status_code == 503
    assert [error["field"] for error in reply.json["errors"]] == ["worker"]


@pytest.mark.parametrize("present", [CHANNELS, ("t1ce", "t2")], ids="+".join)
def test_an_upload_becomes_the_mask_that_the_command_line_makes(
    site: Site, worker: WorkerProcess, files: dict[str, Path], tmp_path: Path, present: tuple[str, ...]
) -> None:
    files = {channel: files[channel] for channel in present}
    job = site.upload(files)
    output = tmp_path / "mask.nii.gz"
    options = [part for channel, path in files.items() for part in (f"--{channel}", str(path))]
    command = [sys.executable, "-m", "backend.cli", "segment", *options, "-o", str(output)]
    environment = os.environ | {"NEUROSLICE_DATA_DIR": str(tmp_path), "NEUROSLICE_RUNTIME": site.settings.runtime}
    run = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stderr
    ended = site.wait_for(job["id"], state="succeeded")

    study = site.client.get(f"/api/studies/{job['study_id']}").json
    assert study["status"] == "ready"
    assert set(study["volumes_ml"]) == {"WT", "TC", "ET"}
    assert set(ended["timings"]) >= {"waiting", "reading", "preprocessing", "segmenting", "restoring", "storing"}
    mask = site.client.get(f"/api/segmentations/{study['segmentations'][0]['id']}.nii.gz").data
    assert mask == output.read_bytes()
    for region, millilitres in study["volumes_ml"].items():
        assert f"({region}): {millilitres:.1f} mL" in run.stdout


def test_the_lines_of_a_worker_name_the_request_that_queued_its_job(
    site: Site, worker: WorkerProcess, files: dict[str, Path]
) -> None:
    reply = post_study(site.client, files)
    job_id, request_id = reply.json["job"]["id"], reply.headers["X-Request-ID"]

    site.wait_for(job_id, state="succeeded")

    of_job = [line for line in worker.log.read_text().splitlines() if f" job {job_id}: " in line]
    assert [line.endswith(f"(request {request_id})") for line in of_job] == [True, True]
    assert "started" in of_job[0]
    assert "mask stored" in of_job[1]


def test_a_running_job_is_cancelled(site: Site, worker: WorkerProcess, files: dict[str, Path]) -> None:
    with site.held():
        job = site.upload(files)
        site.wait_for(job["id"], state="running", stage="segmenting")

        site.client.delete(f"/api/jobs/{job['id']}")

        site.wait_for(job["id"], state="cancelled")
    assert masks(site, job["id"]) == 0


def test_a_job_survives_the_death_of_its_process(site: Site, worker: WorkerProcess, files: dict[str, Path]) -> None:
    with site.held():
        job = site.upload(files)
        site.wait_for(job["id"], state="running", stage="segmenting")
        process = site.process_of(job["id"])

        process.kill()

        until(lambda: gone(process), what="the process was not killed")
        site.end_lease(job["id"])
    site.wait_for(job["id"], state="succeeded")
    assert (masks(site, job["id"]), attempts(site, job["id"])) == (1, 2)
    assert worker.process.poll() is None


@pytest.mark.parametrize("in_one_step", [False, True], ids=["between two steps", "in the middle of a step"])
def test_a_worker_that_is_told_to_stop_gives_its_job_back(
    site: Site, worker: WorkerProcess, files: dict[str, Path], in_one_step: bool
) -> None:
    with site.held(in_one_step=in_one_step):
        job = site.upload(files)
        site.wait_for(job["id"], state="running", stage="segmenting")
        process = site.process_of(job["id"])

        assert worker.terminate() == 0

    assert gone(process)
    assert site.job(job["id"])["state"] == "queued"
    assert (masks(site, job["id"]), attempts(site, job["id"])) == (0, 0)
    assert process.pid not in site.ready_pids()
    (line,) = (line for line in worker.log.read_text().splitlines() if f"job {job['id']}: stopped (stopping)" in line)
    assert line.endswith("in the middle of a step") == in_one_step


def test_a_job_survives_the_death_of_its_worker(site: Site, worker: WorkerProcess, files: dict[str, Path]) -> None:
    with site.held():
        job = site.upload(files)
        site.wait_for(job["id"], state="running", stage="segmenting")
        process = site.process_of(job["id"])

        worker.kill()

        until(lambda: gone(process), what="the process did not end with its parent")
        site.end_lease(job["id"])
    site.start_worker()
    site.wait_for(job["id"], state="succeeded")
    assert (masks(site, job["id"]), attempts(site, job["id"])) == (1, 2)


def test_workers_log_ids_and_no_names(site: Site) -> None:
    logs = "".join(worker.log.read_text() for worker in site.workers)

    assert "job 1: mask stored" in logs
    assert "Kim" not in logs
    assert "A-1" not in logs


def test_the_workers_line_of_a_mask_has_the_id_of_the_click_that_asked_for_it(
    site: Site, worker: WorkerProcess, files: dict[str, Path]
) -> None:
    reply = post_study(site.client, files)
    assert reply.json is not None
    job = reply.json["job"]["id"]

    site.wait_for(job, state="succeeded")

    line = rf"job {job}: mask stored .*{reply.headers['X-Request-ID']}"
    until(lambda: re.search(line, worker.log.read_text()) is not None, what=f"no line of the worker is like {line}")


def test_a_worker_removes_for_good_what_was_deleted_once_the_grace_is_over(site: Site, files: dict[str, Path]) -> None:
    job = site.upload(files)
    assert site.client.delete(f"/api/studies/{job['study_id']}").status_code == 204

    site.start_worker()

    def gone_for_good() -> bool:
        with site.services.database.read() as session:
            return session.get(Study, job["study_id"]) is None

    until(gone_for_good, what="the study is still in the database")
