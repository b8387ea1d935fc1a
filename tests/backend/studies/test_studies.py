"""Find, change and delete studies."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from flask.testing import FlaskClient
from PIL import Image

from backend.services import Services
from model.volumes import read_volume, take_slice
from tests.support.studies import SHAPE, post_study, purge, rows, store_mask, stored_files


def test_a_study_is_shown_as_it_was_accepted(radiologist: FlaskClient, study: dict[str, Any]) -> None:
    assert radiologist.get(f"/api/studies/{study['id']}").json == study


def test_a_finished_study_shows_its_mask_and_volumes(
    viewer: FlaskClient, study: dict[str, Any], services: Services
) -> None:
    mask = store_mask(services, study["job"]["id"], np.zeros(SHAPE, np.uint8))

    shown = viewer.get(f"/api/studies/{study['id']}").json

    assert shown["status"] == "ready"
    assert shown["volumes_ml"] == {"WT": 3.0, "TC": 2.0, "ET": 1.0}
    assert shown["job"].items() >= {"state": "succeeded", "progress": 1.0, "timings": {"waiting": 0.1}}.items()
    (segmentation,) = shown["segmentations"]
    assert segmentation.items() >= {"id": mask, "runtime": "tensorflow", "volumes_ml": shown["volumes_ml"]}.items()
    assert segmentation["model"] == {"name": "unet3d", "version": "1", "sha256": "0" * 64}
    assert segmentation["created_at"].endswith("Z")


def test_the_newest_studies_come_first(radiologist: FlaskClient, files: dict[str, Path]) -> None:
    ids = [post_study(radiologist, files).json["study"]["id"] for _ in range(3)]

    page = radiologist.get("/api/studies?per_page=2").json

    assert [study["id"] for study in page["items"]] == [ids[2], ids[1]]
    assert (page["total"], page["page"], page["per_page"]) == (3, 1, 2)
    assert [study["id"] for study in radiologist.get("/api/studies?per_page=2&page=2").json["items"]] == [ids[0]]


def test_studies_are_found_by_patient_and_status(
    radiologist: FlaskClient, files: dict[str, Path], services: Services
) -> None:
    kim = post_study(radiologist, files).json["study"]
    lee = post_study(radiologist, files, patient_mrn="B-2", patient_name="Lée Jun").json["study"]
    store_mask(services, lee["job"]["id"], np.zeros(SHAPE, np.uint8))

    def found(query: str) -> list[int]:
        return [study["id"] for study in radiologist.get(f"/api/studies?{query}").json["items"]]

    assert found("q=lee") == [lee["id"]]
    assert found("q=a-1") == [kim["id"]]
    assert found("q=nobody") == []
    assert found("status=ready") == [lee["id"]]
    assert found("status=queued") == [kim["id"]]
    assert found(f"patient_id={kim['patient']['id']}") == [kim["id"]]


@pytest.mark.parametrize("query", ["status=done", "page=0", "per_page=101", "patient_id=x"])
def test_a_query_that_makes_no_sense_is_422(viewer: FlaskClient, query: str) -> None:
    assert viewer.get(f"/api/studies?{query}").status_code == 422


def test_date_and_description_can_be_changed(radiologist: FlaskClient, study: dict[str, Any]) -> None:
    changed = radiologist.patch(f"/api/studies/{study['id']}", json={"description": " after surgery "}).json
    assert changed == study | {"description": "after surgery"}

    changed = radiologist.patch(f"/api/studies/{study['id']}", json={"study_date": "2025-12-31"}).json
    assert (changed["study_date"], changed["description"]) == ("2025-12-31", "after surgery")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"study_date": "31.12.2025"}, "study_date"),
        ({"study_date": "2999-01-01"}, "study_date"),
        ({"description": 3}, "description"),
        ({"status": "ready"}, "status"),
    ],
)
def test_a_wrong_change_is_refused(
    radiologist: FlaskClient, study: dict[str, Any], change: dict[str, Any], field: str
) -> None:
    reply = radiologist.patch(f"/api/studies/{study['id']}", json=change)

    assert reply.status_code == 422
    assert [error["field"] for error in reply.json["errors"]] == [field]
    assert radiologist.get(f"/api/studies/{study['id']}").json == study


def test_a_deleted_study_is_gone_with_its_files(
    radiologist: FlaskClient, study: dict[str, Any], services: Services
) -> None:
    mask = store_mask(services, study["job"]["id"], np.zeros(SHAPE, np.uint8))
    addresses = (
        f"/api/studies/{study['id']}",
        f"/api/jobs/{study['job']['id']}",
        f"/api/studies/{study['id']}/images/t1/axial/3.png",
        f"/api/studies/{study['id']}/images/t1.nii.gz",
        f"/api/studies/{study['id']}/images/t1.nii.gz?grid=canonical",
        f"/api/segmentations/{mask}/axial/3.png",
        f"/api/segmentations/{mask}.nii.gz",
    )
    assert {radiologist.get(address, buffered=True).status_code for address in addresses} == {200}

    assert radiologist.delete(f"/api/studies/{study['id']}").status_code == 204

    assert {radiologist.get(address, buffered=True).status_code for address in addresses} == {404}
    assert radiologist.get("/api/studies").json["total"] == 0
    purge(services)
    assert rows(services) == {"patients": 1}
    assert stored_files(services) == []


def test_files_that_another_study_needs_stay(
    radiologist: FlaskClient, study: dict[str, Any], files: dict[str, Path], services: Services
) -> None:
    other = post_study(radiologist, files).json["study"]

    radiologist.delete(f"/api/studies/{study['id']}")
    purge(services)

    assert len(stored_files(services)) == 8
    assert radiologist.get(f"/api/studies/{other['id']}/images/t1/axial/3.png").status_code == 200


def test_deleting_the_patient_removes_the_files_too(
    radiologist: FlaskClient, study: dict[str, Any], services: Services
) -> None:
    assert radiologist.delete(f"/api/patients/{study['patient']['id']}").status_code == 204

    purge(services)
    assert rows(services) == {}
    assert stored_files(services) == []


def test_the_address_of_a_deleted_study_is_never_used_again(
    radiologist: FlaskClient, study: dict[str, Any], files: dict[str, Path], services: Services
) -> None:
    radiologist.delete(f"/api/studies/{study['id']}")
    purge(services)

    assert post_study(radiologist, files).json["study"]["id"] > study["id"]


def test_segmenting_again_makes_a_second_job(
    radiologist: FlaskClient, study: dict[str, Any], services: Services
) -> None:
    first = store_mask(services, study["job"]["id"], np.zeros(SHAPE, np.uint8))

    reply = radiologist.post(f"/api/studies/{study['id']}/segmentations")

    assert reply.status_code == 202
    assert reply.json["state"] == "queued"
    shown = radiologist.get(f"/api/studies/{study['id']}").json
    assert (shown["status"], shown["job"]) == ("queued", reply.json)
    assert [mask["id"] for mask in shown["segmentations"]] == [first]

    second = store_mask(services, reply.json["id"], np.zeros(SHAPE, np.uint8))
    shown = radiologist.get(f"/api/studies/{study['id']}").json
    assert [mask["id"] for mask in shown["segmentations"]] == [first, second]


def test_a_study_that_is_being_segmented_is_not_segmented_twice(
    radiologist: FlaskClient, study: dict[str, Any]
) -> None:
    assert radiologist.post(f"/api/studies/{study['id']}/segmentations").status_code == 409


@pytest.mark.parametrize(
    ("method", "address"),
    [
        ("patch", "/api/studies/{}"),
        ("delete", "/api/studies/{}"),
        ("post", "/api/studies/{}/segmentations"),
    ],
)
def test_a_viewer_changes_nothing(
    viewer: FlaskClient, study: dict[str, Any], services: Services, method: str, address: str
) -> None:
    assert viewer.open(address.format(study["id"]), method=method, json={}).status_code == 403
    assert viewer.get(f"/api/studies/{study['id']}").json == study


@pytest.mark.parametrize("method", ["get", "patch", "delete"])
def test_a_study_that_is_not_there_is_404(radiologist: FlaskClient, method: str) -> None:
    json = {"description": "x"} if method == "patch" else None
    assert radiologist.open("/api/studies/4711", method=method, json=json).status_code == 404


def test_segmenting_a_study_that_is_not_there_is_404(radiologist: FlaskClient) -> None:
    assert radiologist.post("/api/studies/4711/segmentations").status_code == 404


def test_a_mask_larger_than_64_kib_is_kept_whole(
    viewer: FlaskClient, study: dict[str, Any], services: Services
) -> None:
    noise = np.random.default_rng(0).integers(0, 256, SHAPE, np.uint8)
    mask = store_mask(services, study["job"]["id"], noise)

    shown = viewer.get(f"/api/segmentations/{mask}/coronal/5.png").data

    np.testing.assert_array_equal(np.asarray(Image.open(io.BytesIO(shown))), take_slice(noise, "coronal", 5))


def test_slices_are_found_by_study_and_channel(
    viewer: FlaskClient, study: dict[str, Any], files: dict[str, Path]
) -> None:
    shown = viewer.get(f"/api/studies/{study['id']}/images/t2/axial/9.png?depth=16")

    slope, intercept = (float(part) for part in shown.headers["X-Value-Scale"].split(","))
    pixels = np.asarray(Image.open(io.BytesIO(shown.data)))
    expected = take_slice(read_volume(files["t2"]).data, "axial", 9)
    np.testing.assert_allclose(pixels * slope + intercept, expected, atol=slope)


def test_empty_parameters_of_a_search_count_as_absent(viewer: FlaskClient) -> None:
    reply = viewer.get("/api/studies?q=&status=&patient_id=&page=1")

    assert reply.status_code == 200
    assert reply.json["total"] == 0
