"""Whatever goes wrong, the reply is a problem document, and nothing leaks."""

from __future__ import annotations

import errno
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask, abort, request
from flask.testing import FlaskClient
from sqlalchemy import text

from backend.access import open_to_everyone
from backend.errors import Conflict, FieldError, Forbidden, NotFound, NotSignedIn, Refused, TooLarge, Unavailable
from backend.services import Services
from model.errors import ModelUnavailable, UnknownTask, VolumeError

Raise = Callable[[BaseException], Any]


@pytest.fixture
def answer(app: Flask) -> Raise:
    """Let a view raise an exception; give the reply."""
    raised: list[BaseException] = []

    @open_to_everyone
    def fail() -> str:
        raise raised[-1]

    app.add_url_rule("/api/fail", view_func=fail, methods=["GET", "POST"])

    def reply_to(error: BaseException) -> Any:
        raised.append(error)
        return app.test_client().get("/api/fail")

    return reply_to


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (NotSignedIn("x"), 401),
        (Forbidden("x"), 403),
        (NotFound("x"), 404),
        (Conflict("x"), 409),
        (TooLarge("x"), 413),
        (Refused("x"), 422),
        (Unavailable("x"), 503),
        (VolumeError("x"), 422),
        (UnknownTask("x"), 422),
        (ModelUnavailable("x"), 503),
    ],
)
def test_every_error_has_its_status(answer: Raise, error: Exception, status: int) -> None:
    reply = answer(error)

    assert reply.status_code == status
    assert reply.mimetype == "application/problem+json"
    assert reply.json["status"] == status
    assert reply.json["detail"] == "x"
    assert set(reply.json) == {"type", "title", "status", "detail", "errors"}


def test_fields_are_named(answer: Raise) -> None:
    reply = answer(Refused("x", errors=[FieldError("t2", "T2 has 155 axial slices, FLAIR has 154.")]))

    assert reply.json["errors"] == [{"field": "t2", "message": "T2 has 155 axial slices, FLAIR has 154."}]


def test_a_refused_volume_names_its_channel(answer: Raise) -> None:
    assert answer(VolumeError("x", field="t1ce")).json["errors"] == [{"field": "t1ce", "message": "x"}]


def test_what_was_not_foreseen_is_500_and_says_nothing(answer: Raise, caplog: pytest.LogCaptureFixture) -> None:
    reply = answer(RuntimeError("Kim Minji, record A-1"))

    assert reply.status_code == 500
    assert "Kim" not in reply.text
    assert "Kim" not in caplog.text
    assert "RuntimeError" in caplog.text
    assert "test_problems.py" in caplog.text


def test_the_incident_is_found_in_the_log(answer: Raise, caplog: pytest.LogCaptureFixture) -> None:
    incident = answer(RuntimeError()).json["detail"].rstrip(".").rpartition(" ")[2]

    assert incident in caplog.text


@pytest.mark.parametrize("code", [errno.ENOSPC, errno.EDQUOT])
def test_a_full_disk_is_503(answer: Raise, code: int) -> None:
    reply = answer(OSError(code, "x"))

    assert reply.status_code == 503
    assert "disk is full" in reply.json["detail"]


def test_another_failure_of_the_disk_is_500(answer: Raise) -> None:
    assert answer(OSError(errno.EIO, "x")).status_code == 500


def test_a_database_that_went_away_is_503(viewer: FlaskClient, services: Services) -> None:
    with services.database.engine.begin() as connection:
        connection.execute(text("ALTER TABLE patients RENAME TO hidden"))
    try:
        reply = viewer.get("/api/patients")
    finally:
        with services.database.engine.begin() as connection:
            connection.execute(text("ALTER TABLE hidden RENAME TO patients"))

    assert reply.status_code in (500, 503)
    assert "hidden" not in reply.text
    assert "patients" not in reply.text


@pytest.mark.parametrize("code", [400, 404, 405, 415, 429])
def test_errors_of_the_framework_are_problem_documents_too(app: Flask, client: FlaskClient, code: int) -> None:
    app.add_url_rule("/api/abort", view_func=open_to_everyone(lambda: abort(code)), endpoint="abort")

    reply = client.get("/api/abort")

    assert reply.status_code == code
    assert reply.mimetype == "application/problem+json"


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("POST", "/api/health", "GET"),
        ("PUT", "/api/patients/1", "PATCH"),
        ("DELETE", "/api/studies/1/segmentations", "POST"),
        ("POST", "/api/docs", "GET"),
    ],
)
def test_a_wrong_method_says_which_are_right(client: FlaskClient, method: str, path: str, allowed: str) -> None:
    reply = client.open(path, method=method)

    assert reply.status_code == 405
    assert allowed in reply.headers["Allow"]
    assert reply.mimetype == "application/problem+json"


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
def test_an_unknown_address_of_the_api_is_404_whatever_is_sent_there(client: FlaskClient, method: str) -> None:
    reply = client.open("/api/unknown", method=method)

    assert reply.status_code == 404
    assert reply.mimetype == "application/problem+json"


@pytest.mark.parametrize("path", ["/api", "/api/", "/api/unknown", "/api/patients/x", "/api/patients/"])
def test_an_unknown_address_of_the_api_is_404(viewer: FlaskClient, path: str) -> None:
    reply = viewer.get(path)

    assert reply.status_code == 404
    assert reply.mimetype == "application/problem+json"


def test_a_body_that_is_too_large_is_413(client: FlaskClient) -> None:
    body = {"name": "x", "password": "x" * (1 << 20)}

    reply = client.post("/api/session", json=body)

    assert reply.status_code == 413
    assert "1 MiB" in reply.json["detail"]


def test_an_upload_may_be_as_large_as_the_setting_says_once_it_is_known_whose_it_is(
    app: Flask, client: FlaskClient, viewer: FlaskClient
) -> None:
    limits = []

    def view() -> str:
        limits.append(request.max_content_length)
        return ""

    app.add_url_rule("/api/form", view_func=view, methods=["POST"], endpoint="form")
    app.add_url_rule(
        "/api/open-form", view_func=open_to_everyone(lambda: view()), methods=["POST"], endpoint="open-form"
    )

    client.post("/api/open-form", data={"x": "y"}, content_type="multipart/form-data")
    viewer.post("/api/form", data={"x": "y"}, content_type="multipart/form-data")

    assert limits == [1 << 20, 512 << 20]
