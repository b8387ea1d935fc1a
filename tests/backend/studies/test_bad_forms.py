"""Which forms are refused, in which words, and that nothing of them stays."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from backend.app import create_app
from backend.services import Services
from backend.settings import Settings
from tests.backend.studies.conftest import Expect
from tests.support.studies import post_study

pytestmark = pytest.mark.usefixtures("nothing_stays")


@pytest.fixture
def settings(small_limits: Settings) -> Settings:
    """Set limits that small files reach."""
    return small_limits


def test_all_problems_are_reported_together(radiologist: FlaskClient, files: dict[str, Path]) -> None:
    reply = post_study(
        radiologist, {"flair": b"x" * 500, "t1": files["t1"], "t1ce": files["t1"]}, sex="?", study_date="soon"
    )

    assert reply.status_code == 422
    assert {error["field"] for error in reply.json["errors"]} == {"flair", "t1ce", "sex", "study_date"}


def test_two_files_for_one_channel_are_refused(radiologist: FlaskClient, files: dict[str, Path]) -> None:
    data: dict[str, Any] = {"patient_mrn": "A-1", "patient_name": "Kim", "study_date": "2026-01-02"}
    data |= {channel: (io.BytesIO(path.read_bytes()), path.name) for channel, path in files.items()}
    data["t2"] = [(io.BytesIO(files["t2"].read_bytes()), name) for name in ("a.nii.gz", "b.nii.gz")]

    reply = radiologist.post("/api/studies", data=data, content_type="multipart/form-data")

    assert reply.status_code == 422
    assert reply.json["errors"] == [{"field": "t2", "message": "2 files were given for T2; choose one."}]


def test_a_file_that_the_task_does_not_take_is_refused(radiologist: FlaskClient, files: dict[str, Path]) -> None:
    reply = post_study(radiologist, {**files, "dwi": files["t2"]})

    assert reply.status_code == 422
    assert [error["field"] for error in reply.json["errors"]] == ["dwi"]


# The heart can be trained and measured on the command line, but no weights for it ship.
@pytest.mark.parametrize("task", ["liver", "cardiac"])
def test_a_task_that_is_unknown_or_not_offered_is_refused(
    radiologist: FlaskClient, files: dict[str, Path], task: str
) -> None:
    reply = post_study(radiologist, files, task=task)

    assert reply.status_code == 422
    assert [error["field"] for error in reply.json["errors"]] == ["task"]


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"patient_mrn": None, "patient_name": None}, "patient_mrn"),
        ({"patient_mrn": None}, "patient_mrn"),
        ({"patient_name": None}, "patient_name"),
        ({"patient_name": " "}, "patient_name"),
        ({"patient_id": "4711", "patient_mrn": None, "patient_name": None}, "patient_id"),
        ({"patient_id": "4711"}, "patient_id"),
        ({"patient_id": "three", "patient_mrn": None, "patient_name": None}, "patient_id"),
        ({"patient_id": "99999999999999999999", "patient_mrn": None, "patient_name": None}, "patient_id"),
        ({"birth_date": "29.2.1980"}, "birth_date"),
        ({"study_date": "2999-01-01"}, "study_date"),
        ({"description": "x" * 2001}, "description"),
        ({"colour": "blue"}, "colour"),
    ],
)
def test_a_wrong_or_missing_patient_or_field_is_refused(
    radiologist: FlaskClient, files: dict[str, Path], fields: dict[str, Any], field: str
) -> None:
    reply = post_study(radiologist, files, **fields)

    assert reply.status_code == 422
    assert [error["field"] for error in reply.json["errors"]] == [field]


@pytest.mark.parametrize("other", [{"patient_name": "Lee Jun"}, {"birth_date": "1981-01-01"}])
def test_a_record_number_of_somebody_else_is_409_and_names_both(
    radiologist: FlaskClient, files: dict[str, Path], other: dict[str, Any], nothing_stays: Expect
) -> None:
    radiologist.post("/api/patients", json={"mrn": "A-1", "name": "Kim Minji", "birth_date": "1980-02-29"})
    nothing_stays({"patients": 1})

    reply = post_study(radiologist, files, **other)

    assert reply.status_code == 409
    assert "Kim Minji (born 1980-02-29)" in reply.json["detail"]
    assert other.get("patient_name", "born 1981-01-01") in reply.json["detail"]


def test_a_body_over_the_limit_is_413_before_it_is_read(radiologist: FlaskClient) -> None:
    class Body(io.BytesIO):
        def read(self, *_: Any) -> bytes:
            pytest.fail("the body was read")

    reply = radiologist.post(
        "/api/studies",
        input_stream=Body(),
        content_type="multipart/form-data; boundary=x",
        environ_overrides={"CONTENT_LENGTH": str((4 << 20) + 1)},
    )

    assert reply.status_code == 413
    assert "4 MiB" in reply.json["detail"]


def test_a_body_of_unknown_length_over_the_limit_is_413(radiologist: FlaskClient, files: dict[str, Path]) -> None:
    body = io.BytesIO(
        b'--x\r\nContent-Disposition: form-data; name="flair"; filename="f.nii"\r\n\r\n' + bytes(6 << 20) + b"\r\n--x--"
    )

    reply = radiologist.post(
        "/api/studies",
        input_stream=body,
        content_type="multipart/form-data; boundary=x",
        environ_overrides={"wsgi.input_terminated": True, "CONTENT_LENGTH": ""},
    )

    assert reply.status_code == 413
    assert body.tell() < 5 << 20


def test_a_body_that_breaks_off_is_refused(radiologist: FlaskClient) -> None:
    body = b'--x\r\nContent-Disposition: form-data; name="flair"; filename="f.nii"\r\n\r\nabc'

    reply = radiologist.post("/api/studies", data=body, content_type="multipart/form-data; boundary=x")

    assert reply.status_code == 422


@pytest.mark.parametrize("content_type", ["application/json", "multipart/form-data", "text/plain"])
def test_what_is_no_form_is_refused(radiologist: FlaskClient, content_type: str) -> None:
    assert radiologist.post("/api/studies", data=b"{}", content_type=content_type).status_code == 422


def test_a_full_disk_is_said_and_leaves_nothing(
    app: Flask, radiologist: FlaskClient, files: dict[str, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)

    reply = post_study(radiologist, files)

    assert reply.status_code == 503
    assert "disk is full" in reply.json["detail"]


def test_a_database_that_fails_at_the_end_leaves_nothing(
    radiologist: FlaskClient, files: dict[str, Path], services: Services, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr(services.jobs, "queue", fail)

    assert post_study(radiologist, files).status_code == 500


def test_limits_are_settings(settings: Settings) -> None:
    assert create_app(settings).config["MAX_CONTENT_LENGTH"] == 4 << 20
