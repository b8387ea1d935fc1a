"""What Prometheus is told, and who else may hear it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import requests
from flask.testing import FlaskClient
from prometheus_client.parser import text_string_to_metric_families

from backend.app import create_app
from backend.services import Services
from backend.settings import Settings
from tests.support.patience import PATIENCE_SECONDS
from tests.support.studies import post_study, store_mask, true_labels
from tests.support.web_server import WebServer

Numbers = dict[tuple[str, tuple[tuple[str, str], ...]], float]


def numbers(client: FlaskClient) -> Numbers:
    """Ask, as Prometheus on this machine does."""
    reply = client.get("/metrics")
    assert reply.status_code == 200
    assert reply.mimetype == "text/plain"
    return {
        (sample.name, tuple(sorted(sample.labels.items()))): sample.value
        for family in text_string_to_metric_families(reply.text)
        for sample in family.samples
    }


def test_requests_are_counted_by_route_and_status(client: FlaskClient, radiologist: FlaskClient) -> None:
    radiologist.get("/api/patients?q=Kim%20Minji")
    radiologist.get("/api/patients/77")
    client.get("/api/patients/78")

    found = numbers(client)

    def count(route: str, status: str) -> float:
        labels = (("method", "GET"), ("route", route), ("status", status))
        return found["neuroslice_request_seconds_count", labels]

    assert count("/api/patients", "200") == 1
    assert count("/api/patients/<int:patient_id>", "404") == 1
    assert count("/api/patients/<int:patient_id>", "401") == 1
    assert not any("Kim" in str(key) for key in found)


def test_jobs_stages_and_the_store_are_measured(
    client: FlaskClient, study: dict[str, Any], case: dict[str, Path], services: Services
) -> None:
    assert numbers(client)["neuroslice_jobs", (("state", "queued"),)] == 1
    assert numbers(client)["neuroslice_queue_oldest_seconds", ()] > 0
    store_mask(services, study["job"]["id"], true_labels(case))

    found = numbers(client)

    assert found["neuroslice_jobs", (("state", "queued"),)] == 0
    assert found["neuroslice_jobs", (("state", "succeeded"),)] == 1
    assert found["neuroslice_job_stage_seconds", (("stage", "waiting"),)] == pytest.approx(0.1)
    assert found["neuroslice_studies", ()] == 1
    stored = sum(path.stat().st_size for path in (services.settings.data_dir / "store").glob("??/*"))
    assert found["neuroslice_store_bytes", ()] == stored > 0
    assert found["neuroslice_disk_free_bytes", ()] > 0


def test_a_file_of_two_studies_is_measured_once(
    client: FlaskClient, radiologist: FlaskClient, files: dict[str, Path]
) -> None:
    post_study(radiologist, files)
    once = numbers(client)["neuroslice_store_bytes", ()]
    post_study(radiologist, files)

    assert numbers(client)["neuroslice_store_bytes", ()] == once


@pytest.mark.parametrize("address", ["192.0.2.7", "2001:db8::7", ""])
def test_other_machines_see_nothing(client: FlaskClient, address: str) -> None:
    assert client.get("/metrics", environ_base={"REMOTE_ADDR": address}).status_code == 404


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "X-Real-IP"])
def test_what_comes_through_a_proxy_is_not_this_machine(client: FlaskClient, header: str) -> None:
    assert client.get("/metrics", headers={header: "127.0.0.1"}).status_code == 404


def test_with_a_token_the_token_alone_counts(settings: Settings) -> None:
    app = create_app(settings.model_copy(update={"metrics_token": "open sesame"}))
    client = app.test_client()

    def status(**options: Any) -> int:
        return client.get("/metrics", **options).status_code

    assert status() == 404
    assert status(headers={"Authorization": "Bearer open"}) == 404
    assert status(headers={"Authorization": "Bearer open sesame"}, environ_base={"REMOTE_ADDR": "192.0.2.7"}) == 200
    made: Services = app.extensions["neuroslice"]
    made.database.engine.dispose()


def test_the_web_processes_count_together_and_leave_nothing_behind(tmp_path: Path) -> None:
    shared = tmp_path / "shared"
    shared.mkdir()
    server = WebServer(tmp_path, NEUROSLICE_METRICS_TOKEN="open sesame", NEUROSLICE_WEB_WORKERS="3", TMPDIR=str(shared))
    server.start()
    try:
        for _ in range(40):  # each over a connection of its own, which any process may take
            requests.get(f"{server.url}/api/tasks", timeout=PATIENCE_SECONDS)
        headers = {"Authorization": "Bearer open sesame"}
        told = [requests.get(f"{server.url}/metrics", headers=headers, timeout=PATIENCE_SECONDS) for _ in range(5)]
        assert len(list(shared.glob("*/*.db"))) > 1
    finally:
        server.stop()

    line = 'neuroslice_request_seconds_count{method="GET",route="/api/tasks",status="401"} 40.0'
    assert all(line in reply.text for reply in told)
    assert list(shared.iterdir()) == []
