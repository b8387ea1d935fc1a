"""From a click to the line of the worker, without a word about the patient."""

from __future__ import annotations

import logging
import re
import socket
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import requests
from flask.testing import FlaskClient

from backend.jobs.broker import SEGMENT
from backend.services import Services
from tests.support.patience import PATIENCE_SECONDS
from tests.support.studies import post_study
from tests.support.web_server import WebServer

SECRETS = ("Kim Minji", "김민지", "MRN-4711", "before surgery", "kim_minji", "Wrong Person", "not-a-date-4712")


def lines(caplog: pytest.LogCaptureFixture) -> list[Any]:
    return [record for record in caplog.records if record.name == "backend.request_log"]


def test_a_reply_carries_the_id_under_which_the_log_knows_it(
    radiologist: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        reply = radiologist.get("/api/patients/77?q=Kim")

    (line,) = lines(caplog)
    assert re.fullmatch(r"[0-9a-f]{16}", reply.headers["X-Request-ID"])
    assert line.getMessage().startswith("GET /api/patients/<int:patient_id> 404 in ")
    assert (line.patient_id, line.status, line.method) == (77, 404, "GET")
    assert line.account_id > 0


def test_every_request_has_an_id_of_its_own_and_never_the_clients(client: FlaskClient) -> None:
    ids = {client.get("/api/health", headers={"X-Request-ID": "Kim"}).headers["X-Request-ID"] for _ in range(3)}

    assert len(ids) == 3
    assert "Kim" not in ids


def test_pictures_and_probes_are_not_written_unless_they_fail(
    radiologist: FlaskClient, study: dict[str, Any], caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        radiologist.get(f"/api/studies/{study['id']}/images/flair/axial/3.png")
        radiologist.get("/api/health")
        assert lines(caplog) == []
        radiologist.get("/api/ready")

    assert [line.status for line in lines(caplog)] == [503]


def test_that_the_server_is_not_ready_is_written_once(
    radiologist: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO):
        statuses = {radiologist.get("/api/ready").status_code for _ in range(3)}

    assert statuses == {503}
    assert len(lines(caplog)) == 1


def test_the_message_to_the_worker_names_the_request(
    radiologist: FlaskClient, files: dict[str, Path], services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[dict[str, Any]] = []
    celery = services.jobs._messages._celery
    send = celery.send_task

    def noted(name: str, **options: Any) -> Any:
        sent.append({"name": name, **options})
        return send(name, **options)

    monkeypatch.setattr(celery, "send_task", noted)

    reply = post_study(radiologist, files)

    (message,) = sent
    assert message["name"] == SEGMENT
    assert message["args"] == (reply.json["job"]["id"],)
    assert message["kwargs"] == {"request_id": reply.headers["X-Request-ID"]}


@pytest.mark.parametrize("style", ["text", "json"])
def test_no_log_of_a_real_server_says_who_was_looked_at(tmp_path: Path, case: dict[str, Path], style: str) -> None:
    server = WebServer(tmp_path, NEUROSLICE_LOG_LEVEL="debug", NEUROSLICE_LOG_FORMAT=style)
    server.start()
    try:
        exercise(server, case)
    finally:
        server.stop()

    log = server.log.read_text()
    assert "/api/studies" in log  # something was written
    assert "Invalid request" in log
    for secret in SECRETS:
        for spelt in (secret, quote(secret), secret.encode("unicode_escape").decode(), secret.encode().hex()):
            assert spelt not in log, spelt


def exercise(server: WebServer, case: dict[str, Path]) -> None:
    """Use names in every way in which a user, a bad program or a broken file brings them in."""
    server.make_administrator(name="admin", password="correct horse battery")
    with requests.Session() as session:

        def send(method: str, path: str, **options: Any) -> int:
            return session.request(method, server.url + path, timeout=PATIENCE_SECONDS, **options).status_code

        signed_in = session.post(
            f"{server.url}/api/session",
            json={"name": "admin", "password": "correct horse battery"},
            timeout=PATIENCE_SECONDS,
        ).json()
        session.headers["X-CSRF-Token"] = signed_in["csrf_token"]
        for name in ("Kim Minji", "김민지"):
            send("POST", "/api/patients", json={"mrn": f"MRN-4711-{name}", "name": name})
            send("POST", "/api/patients", json={"mrn": f"MRN-4711-{name}", "name": "Wrong Person"})
            send("GET", f"/api/patients?q={quote(name)}")
            send("GET", f"/api/{quote(name)}")
            send("GET", f"/patients/{quote(name)}")
            send("POST", "/api/session", json={"name": name, "password": "MRN-4711"})
        form = {"patient_mrn": "MRN-4711", "patient_name": "Kim Minji", "description": "before surgery"}
        files = {"flair": ("kim_minji.nii.gz", case["flair"].read_bytes())}
        assert send("POST", "/api/studies", data=form, files=files) == 202
        broken = {"flair": ("kim_minji.nii.gz", b"Kim Minji")}
        assert send("POST", "/api/studies", data=form, files=broken) == 422
        assert send("POST", "/api/studies", data=form | {"study_date": "not-a-date-4712"}, files=files) == 422
        assert send("POST", "/api/patients", data=b'{"name": "Kim Minji"', headers={"Content-Type": "x/Kim"}) >= 400
    for raw in (
        b"GET /api/patients?q=Kim Minji HTTP/1.1\r\n\r\n",
        b"Kim Minji\r\n\r\n",
        b"GET / HTTP/1.1\r\nKim Minji\r\n\r\n",
    ):
        port = int(server.url.rpartition(":")[2])
        with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE_SECONDS) as connection:
            connection.sendall(raw)
            assert b" 400 " in connection.recv(100)
