"""What becomes of an upload that is all right."""

from __future__ import annotations

import gzip
import hashlib
import io
import threading
from pathlib import Path
from typing import Any

import nibabel
import numpy as np
import pytest
from flask.testing import FlaskClient

from backend.services import Services
from db.models import Study
from model.volumes import read_volume
from tests.support.studies import CHANNELS, SHAPE, post_study, rows, stored_files

WHOLE = {"patients": 1, "studies": 1, "images": 4, "jobs": 1}


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_an_upload_gives_the_study_and_its_job(radiologist: FlaskClient, files: dict[str, Path]) -> None:
    reply = post_study(radiologist, files, birth_date="1980-02-29", sex="female", description=" before surgery ")

    assert reply.status_code == 202
    study, job = reply.json["study"], reply.json["job"]
    assert (
        study["patient"].items()
        >= {
            "mrn": "A-1",
            "name": "Kim Minji",
            "birth_date": "1980-02-29",
            "sex": "female",
        }.items()
    )
    assert (study["task"], study["status"], study["study_date"]) == ("brain-tumour", "queued", "2026-01-02")
    assert study["description"] == "before surgery"
    assert (study["shape"], study["spacing"]) == (list(SHAPE), [1.0, 1.0, 1.0])
    assert study["channels"] == list(CHANNELS)
    assert all(0 <= first < end <= size for (first, end), size in zip(study["head_box"], SHAPE, strict=True))
    assert (study["segmentations"], study["volumes_ml"]) == ([], None)
    assert study["job"] == job
    assert job.items() >= {"study_id": study["id"], "state": "queued", "progress": 0.0, "error": None}.items()


def test_the_study_says_where_its_canonical_voxels_lie_in_the_patient(
    radiologist: FlaskClient, files: dict[str, Path]
) -> None:
    uploaded = nibabel.load(files["flair"])
    assert isinstance(uploaded, nibabel.Nifti1Image)
    assert nibabel.aff2axcodes(uploaded.affine) == ("L", "P", "S")

    study = post_study(radiologist, files).json["study"]

    assert np.allclose(study["affine"], nibabel.as_closest_canonical(uploaded).affine)


def test_the_files_lie_in_the_store_under_their_hashes(
    radiologist: FlaskClient, files: dict[str, Path], services: Services
) -> None:
    post_study(radiologist, files)

    for path in files.values():
        assert services.store.local(digest(path)).read_bytes() == path.read_bytes()
    assert len(stored_files(services)) == 8  # and one display volume for each


def test_the_display_volumes_are_made_with_the_upload(
    radiologist: FlaskClient, files: dict[str, Path], services: Services
) -> None:
    post_study(radiologist, files)

    for path in files.values():
        found = services.store.display.find(digest(path))
        assert found is not None
        assert np.load(found).shape == SHAPE


def test_an_uncompressed_file_is_taken_too(
    radiologist: FlaskClient, files: dict[str, Path], tmp_path: Path, services: Services
) -> None:
    plain = tmp_path / "t2.nii"
    nibabel.save(nibabel.load(files["t2"]), plain)

    assert post_study(radiologist, files | {"t2": plain}).status_code == 202
    assert rows(services) == WHOLE


def test_the_second_study_of_a_patient_stays_with_the_patient(
    radiologist: FlaskClient, files: dict[str, Path], services: Services
) -> None:
    first = post_study(radiologist, files).json["study"]
    second = post_study(radiologist, files).json["study"]

    assert first["patient"] == second["patient"]
    shown = radiologist.get(f"/api/patients/{first['patient']['id']}").json
    assert [study["id"] for study in shown["studies"]] == [second["id"], first["id"]]
    assert shown["studies"][0] == second
    assert len(stored_files(services)) == 8  # equal files are kept once


def test_a_study_may_name_an_existing_patient(radiologist: FlaskClient, files: dict[str, Path]) -> None:
    patient = radiologist.post("/api/patients", json={"mrn": "A-9", "name": "Lee"}).json

    reply = post_study(radiologist, files, patient_id=str(patient["id"]), patient_mrn=None, patient_name=None)

    assert reply.status_code == 202
    assert reply.json["study"]["patient"]["mrn"] == "A-9"


@pytest.mark.parametrize("fact", [{"birth_date": "1980-02-29"}, {"sex": "female"}, {"patient_name": "Lee"}])
def test_what_is_said_of_an_existing_patient_is_refused_and_not_ignored(
    services: Services, radiologist: FlaskClient, files: dict[str, Path], fact: dict[str, str]
) -> None:
    patient = radiologist.post("/api/patients", json={"mrn": "A-9", "name": "Lee"}).json
    form: dict[str, Any] = {"patient_mrn": None, "patient_name": None, **fact}

    reply = post_study(radiologist, files, patient_id=str(patient["id"]), **form)

    assert reply.status_code == 422
    assert [error["field"] for error in reply.json["errors"]] == ["patient_id"]
    assert rows(services) == {"patients": 1}
    assert stored_files(services) == []


def test_record_numbers_that_look_like_numbers_are_text(radiologist: FlaskClient, files: dict[str, Path]) -> None:
    assert post_study(radiologist, files, patient_mrn="1e5").json["study"]["patient"]["mrn"] == "1e5"
    assert post_study(radiologist, files, patient_mrn="007").json["study"]["patient"]["mrn"] == "007"


def test_an_empty_field_counts_as_left_out(radiologist: FlaskClient, files: dict[str, Path]) -> None:
    reply = post_study(radiologist, files, birth_date="", sex="", task="", patient_id="", description="")

    assert reply.status_code == 202
    assert reply.json["study"]["patient"]["birth_date"] is None


def test_the_same_request_sent_again_makes_no_second_study(
    radiologist: FlaskClient, files: dict[str, Path], services: Services
) -> None:
    first = post_study(radiologist, files, headers={"Idempotency-Key": "abc"})
    again = post_study(radiologist, files, headers={"Idempotency-Key": "abc"})

    assert (first.status_code, again.status_code) == (202, 202)
    assert again.json == first.json
    assert rows(services) == WHOLE


def test_another_key_or_another_account_makes_another_study(
    radiologist: FlaskClient, admin: FlaskClient, files: dict[str, Path], services: Services
) -> None:
    ids = {
        post_study(client, files, headers={"Idempotency-Key": key}).json["study"]["id"]
        for client, key in ((radiologist, "a"), (radiologist, "b"), (admin, "a"))
    }

    assert len(ids) == 3


def test_the_same_request_sent_twice_at_once_makes_one_study(
    radiologist: FlaskClient, files: dict[str, Path], services: Services
) -> None:
    replies = []

    def send() -> None:
        client = radiologist.application.test_client()
        client._cookies = radiologist._cookies
        client.environ_base = radiologist.environ_base
        replies.append(post_study(client, files, headers={"Idempotency-Key": "abc"}))

    senders = [threading.Thread(target=send) for _ in range(3)]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()

    assert [reply.status_code for reply in replies] == [202, 202, 202]
    assert len({reply.json["study"]["id"] for reply in replies}) == 1
    assert rows(services) == WHOLE
    assert len(stored_files(services)) == 8


def test_a_broker_that_is_away_does_not_refuse_an_upload(
    radiologist: FlaskClient, files: dict[str, Path], services: Services
) -> None:
    (services.settings.data_dir / "broker").write_text("in the way")

    reply = post_study(radiologist, files)

    assert reply.status_code == 202
    assert reply.json["job"]["state"] == "queued"


def test_a_viewer_may_not_upload(viewer: FlaskClient, files: dict[str, Path], services: Services) -> None:
    assert post_study(viewer, files).status_code == 403
    assert rows(services) == {}
    assert stored_files(services) == []


def test_nobody_uploads_without_an_account(client: FlaskClient, files: dict[str, Path], services: Services) -> None:
    assert post_study(client, files).status_code == 401
    assert rows(services) == {}


def test_the_uploaded_form_is_described_in_the_document(client: FlaskClient, radiologist: FlaskClient) -> None:
    document: Any = radiologist.get("/api/openapi.json").json
    form = document["paths"]["/api/studies"]["post"]["requestBody"]["content"]["multipart/form-data"]["schema"]
    assert {"task", "patient_mrn", "study_date", *CHANNELS} <= set(form["properties"])


@pytest.mark.parametrize("key", ["", "x" * 256])
def test_a_key_of_no_use_is_refused(
    radiologist: FlaskClient, files: dict[str, Path], services: Services, key: str
) -> None:
    assert post_study(radiologist, files, headers={"Idempotency-Key": key}).status_code == 422
    assert rows(services) == {}


def test_the_affine_of_the_canonical_grid_is_kept(study: dict[str, Any], services: Services) -> None:
    with services.database.read() as session:
        affine = np.array(session.get_one(Study, study["id"]).affine)
    assert affine.shape == (4, 4)
    assert np.all(np.diag(affine) > 0)


def test_names_in_headers_are_not_stored(
    radiologist: FlaskClient, files: dict[str, Path], services: Services, tmp_path: Path
) -> None:
    name = b"KIM^MINJI"
    content = bytearray(gzip.decompress(files["t2"].read_bytes()))
    content[148 : 148 + len(name)] = name  # descrip
    packed = io.BytesIO()
    with gzip.GzipFile(filename="KIM^MINJI.nii", mode="wb", fileobj=packed) as file:
        file.write(content)
    assert name in content
    assert name in packed.getvalue()

    study = post_study(radiologist, files | {"t2": packed.getvalue()}).json["study"]

    for path in (services.settings.data_dir / "store").rglob("*"):
        if path.is_file() and path.name != "lock":
            assert name not in path.read_bytes()
            assert name not in gzip.decompress(path.read_bytes())
            assert path.name == digest(path)
    with radiologist.get(f"/api/studies/{study['id']}/images/t2.nii.gz") as reply:
        (tmp_path / "given.nii.gz").write_bytes(reply.data)
    assert np.array_equal(read_volume(tmp_path / "given.nii.gz").data, read_volume(files["t2"]).data)


def test_one_image_under_two_descriptions_is_one_image(
    radiologist: FlaskClient, files: dict[str, Path], services: Services
) -> None:
    content = gzip.decompress(files["t1"].read_bytes())
    once, again = (gzip.compress(content[:148] + words.ljust(80) + content[228:]) for words in (b"once", b"again"))

    reply = post_study(radiologist, files | {"t1": once, "t2": again})

    assert reply.status_code == 422
    assert "the same file" in reply.json["errors"][0]["message"]
    assert stored_files(services) == []
