"""What is refused, in which words, and that nothing of it stays."""

from __future__ import annotations

import gzip
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import nibabel
import numpy as np
import pytest
from flask import Flask
from flask.testing import FlaskClient

from backend.app import create_app
from backend.services import Services
from backend.settings import Settings
from tests.support.studies import CHANNELS, post_study, rows, stored_files

Change = Callable[[nibabel.Nifti1Image], nibabel.Nifti1Image]


@pytest.fixture(autouse=True)
def _nothing_stays(services: Services, request: pytest.FixtureRequest) -> Any:
    """Assert after every test that the refused upload left no record and no file."""
    yield
    assert rows(services) == getattr(request.node, "rows_before", {})
    assert stored_files(services) == []


@pytest.fixture
def settings(settings: Settings) -> Settings:
    """Set limits that small files reach."""
    return settings.model_copy(update={"max_upload_bytes": 4 << 20, "max_volume_bytes": 8 << 20})


def packed(image: nibabel.Nifti1Image) -> bytes:
    return gzip.compress(image.to_bytes(), compresslevel=1)


def made(data: np.ndarray, affine: np.ndarray | None = None) -> nibabel.Nifti1Image:
    return nibabel.Nifti1Image(data, np.eye(4) if affine is None else affine)


def values(image: nibabel.Nifti1Image) -> np.ndarray:
    return np.asarray(image.dataobj).astype(np.float32)


def with_value(value: float) -> Change:
    def change(image: nibabel.Nifti1Image) -> nibabel.Nifti1Image:
        data = values(image)
        data[20, 20, 20] = value
        return made(data, image.affine)

    return change


def scaled(factor: float) -> Change:
    return lambda image: made(values(image), image.affine @ np.diag([factor, factor, factor, 1.0]))


def singular(image: nibabel.Nifti1Image) -> nibabel.Nifti1Image:
    image = made(values(image))
    image.header.set_sform(np.diag([1.0, 1.0, 0.0, 1.0]), code=1)
    image.header.set_qform(None, code=0)
    image.header["srow_z"] = 0
    return image


def shifted(image: nibabel.Nifti1Image) -> nibabel.Nifti1Image:
    affine = image.affine.copy()
    affine[2, 3] += 2.0
    return made(values(image), affine)


BAD_FILES: dict[str, tuple[bytes | Callable[[bytes], bytes] | Change, str]] = {
    "not NIfTI": (b"PK\x03\x04 this is a zip file" * 100, "NIfTI"),
    "empty": (b"", "empty"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(1000), "NIfTI"),
    "truncated": (lambda content: content[: len(content) // 2], "cut off"),
    "truncated within the header": (lambda content: content[:60], "cut off"),
    "damaged": (lambda content: content[:-8] + bytes(4) + content[-4:], "damaged"),
    "gzip bomb": (gzip.compress(bytes(64 << 20), 9), "NIfTI"),
    "4-D": (lambda image: made(np.ones((8, 8, 8, 2), np.float32)), "4"),
    "2-D": (lambda image: made(np.ones((8, 8), np.float32)), "2"),
    "NaN": (with_value(np.nan), "NaN"),
    "infinite": (with_value(np.inf), "infinite"),
    "all zero": (lambda image: made(values(image) * 0, image.affine), "zero"),
    "singular affine": (singular, "volume"),
    "too many voxels on an axis": (lambda image: made(np.ones((513, 4, 4), np.uint8)), "512"),
    "voxels too small": (scaled(0.1), "0.2"),
    "voxels too large": (scaled(11.0), "10"),
    "too long": (lambda image: made(np.ones((200, 8, 8), np.uint8), np.diag([4.0, 1.0, 1.0, 1.0])), "600"),
    "colours": (lambda image: made(np.zeros((8, 8, 8), [("R", "u1"), ("G", "u1"), ("B", "u1")])), "colours"),
}


@pytest.mark.parametrize("kind", BAD_FILES)
def test_a_bad_file_is_refused_beside_its_channel(radiologist: FlaskClient, files: dict[str, Path], kind: str) -> None:
    bad, words = BAD_FILES[kind]
    if isinstance(bad, bytes):
        content = bad
    elif "cut off" in words or "damaged" in words:
        content = bad(files["t1ce"].read_bytes())  # type: ignore[arg-type,assignment]
    else:
        content = packed(bad(nibabel.load(files["t1ce"])))  # type: ignore[arg-type]

    reply = post_study(radiologist, {**files, "t1ce": content})

    assert reply.status_code == 422
    assert reply.mimetype == "application/problem+json"
    errors = [error for error in reply.json["errors"] if error["field"] == "t1ce"]
    assert words in errors[0]["message"]


@pytest.mark.parametrize("claimed", [(200, 200, 200), (20, 20, 20)])
def test_a_bomb_with_a_header_is_refused_while_it_is_read(
    radiologist: FlaskClient, files: dict[str, Path], claimed: tuple[int, int, int]
) -> None:
    header = nibabel.Nifti1Header()
    header.set_data_dtype(np.float64)
    header.set_data_shape(claimed)
    header.set_sform(np.eye(4), code=1)
    header["vox_offset"] = 352
    bomb = io.BytesIO()
    with gzip.GzipFile(fileobj=bomb, mode="wb", compresslevel=1) as file:
        file.write(header.binaryblock + bytes(4))
        for _ in range(64):
            file.write(b"\x01" * (1 << 20))

    reply = post_study(radiologist, {**files, "t2": bomb.getvalue()})

    assert reply.status_code == 422
    assert [error["field"] for error in reply.json["errors"]] == ["t2"]
    assert "8 MiB" in reply.json["errors"][0]["message"]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda image: made(values(image)[:, :, :-1], image.affine), "T2 has 35 axial slices, FLAIR has 36"),
        (lambda image: made(values(image)[1:], image.affine), "T2 has 39 sagittal slices, FLAIR has 40"),
        (scaled(1.5), "1.5"),
        (shifted, "2 mm"),
    ],
)
def test_grids_that_differ_are_named_in_words(
    radiologist: FlaskClient, files: dict[str, Path], change: Change, words: str
) -> None:
    reply = post_study(radiologist, {**files, "t2": packed(change(nibabel.load(files["t2"])))})

    assert reply.status_code == 422
    assert [error["field"] for error in reply.json["errors"]] == ["t2"]
    assert words in reply.json["detail"]


def test_the_same_file_twice_is_refused(radiologist: FlaskClient, files: dict[str, Path]) -> None:
    reply = post_study(radiologist, {**files, "t1ce": files["t1"]})

    assert reply.status_code == 422
    assert [error["field"] for error in reply.json["errors"]] == ["t1ce"]
    assert "T1ce is the same file as T1" in reply.json["detail"]


def test_a_missing_modality_is_named(radiologist: FlaskClient, files: dict[str, Path]) -> None:
    reply = post_study(radiologist, {channel: files[channel] for channel in CHANNELS if channel != "t2"})

    assert reply.status_code == 422
    assert reply.json["errors"] == [{"field": "t2", "message": "The T2 volume is missing."}]


def test_all_problems_are_reported_together(radiologist: FlaskClient, files: dict[str, Path]) -> None:
    reply = post_study(
        radiologist, {"flair": b"x" * 500, "t1": files["t1"], "t1ce": files["t1"]}, sex="?", study_date="soon"
    )

    assert reply.status_code == 422
    assert {error["field"] for error in reply.json["errors"]} == {"flair", "t1ce", "t2", "sex", "study_date"}


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


def test_an_unknown_task_is_refused(radiologist: FlaskClient, files: dict[str, Path]) -> None:
    reply = post_study(radiologist, files, task="liver")

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
    radiologist: FlaskClient, files: dict[str, Path], fields: dict[str, str | None], field: str
) -> None:
    reply = post_study(radiologist, files, **fields)

    assert reply.status_code == 422
    assert [error["field"] for error in reply.json["errors"]] == [field]


@pytest.mark.parametrize("other", [{"patient_name": "Lee Jun"}, {"birth_date": "1981-01-01"}])
def test_a_record_number_of_somebody_else_is_409_and_names_both(
    radiologist: FlaskClient, files: dict[str, Path], other: dict[str, str], request: pytest.FixtureRequest
) -> None:
    radiologist.post("/api/patients", json={"mrn": "A-1", "name": "Kim Minji", "birth_date": "1980-02-29"})
    request.node.rows_before = {"patients": 1}

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
