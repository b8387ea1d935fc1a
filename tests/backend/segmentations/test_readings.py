"""What is read off masks: where the regions lie, and how large the lesions are."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from flask.testing import FlaskClient

from backend.services import Services
from model.tasks import get_task
from tests.support.studies import SHAPE, store_mask, true_labels

AXES = ("sagittal", "coronal", "axial")
IMMUTABLE = {"Cache-Control": "private, max-age=31536000, immutable", "Vary": "Cookie, Authorization"}
ADDRESSES = ["/profile", "/lesions", "/lesions?region=WT"]


@pytest.fixture
def mask(study: dict[str, Any], services: Services, case: dict[str, Path]) -> int:
    """Store the true mask of the demo case."""
    return store_mask(services, study["job"]["id"], true_labels(case))


@pytest.fixture
def boxes(study: dict[str, Any], services: Services) -> int:
    """Store a mask of two enhancing boxes, one of them of 2 x 3 x 1 voxels."""
    labels = np.zeros(SHAPE, np.uint8)
    labels[4:24, 8:23, 10:14] = 4
    labels[30:32, 30:33, 30] = 4
    labels[24:28, 8:23, 10:14] = 2
    return store_mask(services, study["job"]["id"], labels)


def test_the_profile_counts_every_region_on_every_slice(viewer: FlaskClient, mask: int, case: dict[str, Path]) -> None:
    profile = viewer.get(f"/api/segmentations/{mask}/profile").get_json()
    labels = true_labels(case)

    assert list(profile) == list(AXES)
    for number, axis in enumerate(AXES):
        for region in get_task("brain-tumour").regions:
            slices = np.moveaxis(np.isin(labels, region.labels), number, 0)
            assert profile[axis][region.id] == slices.sum(axis=(1, 2)).tolist()


def test_each_enhancing_lesion_is_measured_and_the_measurable_ones_are_summed(viewer: FlaskClient, boxes: int) -> None:
    found = viewer.get(f"/api/segmentations/{boxes}/lesions").json

    large, small = found["items"]
    assert (large["id"], large["measurable"], small["id"], small["measurable"]) == (1, True, 2, False)
    assert large["index"] in range(10, 14)
    assert large["long_mm"] == pytest.approx(math.hypot(20, 15))
    assert large["short_mm"] == pytest.approx(15 * math.hypot(20, 15) / 20)
    assert large["product_mm2"] == pytest.approx(large["long_mm"] * large["short_mm"])
    assert large["volume_ml"] == pytest.approx(1.2)
    assert math.dist(*large["long"]) == pytest.approx(large["long_mm"])
    assert {point[2] for line in ("long", "short") for point in large[line]} == {large["index"]}
    assert small["volume_ml"] == pytest.approx(0.006)
    assert found["sum_of_products_mm2"] == pytest.approx(large["product_mm2"])


def test_another_region_can_be_measured(viewer: FlaskClient, boxes: int) -> None:
    whole = viewer.get(f"/api/segmentations/{boxes}/lesions?region=WT").json["items"][0]

    assert whole["long_mm"] == pytest.approx(math.hypot(24, 15))


def test_an_empty_mask_has_no_lesions(viewer: FlaskClient, study: dict[str, Any], services: Services) -> None:
    empty = store_mask(services, study["job"]["id"], np.zeros(SHAPE, np.uint8))

    assert viewer.get(f"/api/segmentations/{empty}/lesions").json == {"items": [], "sum_of_products_mm2": 0.0}
    assert viewer.get(f"/api/segmentations/{empty}/profile").json["axial"]["ET"] == [0] * SHAPE[2]


@pytest.mark.parametrize("rest", ADDRESSES)
def test_readings_are_kept_by_the_browser_for_good(viewer: FlaskClient, mask: int, rest: str) -> None:
    reply = viewer.get(f"/api/segmentations/{mask}{rest}")

    assert (reply.status_code, reply.mimetype) == (200, "application/json")
    assert {name: reply.headers[name] for name in IMMUTABLE} == IMMUTABLE
    again = viewer.get(f"/api/segmentations/{mask}{rest}", headers={"If-None-Match": reply.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    assert viewer.get(f"/api/segmentations/{mask}{rest}").data == reply.data


def test_every_reading_has_an_etag_of_its_own(viewer: FlaskClient, mask: int) -> None:
    etags = {viewer.get(f"/api/segmentations/{mask}{rest}").headers["ETag"] for rest in ADDRESSES}

    assert len(etags) == len(ADDRESSES)


def test_an_unknown_region_is_422_and_says_which_there_are(viewer: FlaskClient, mask: int) -> None:
    reply = viewer.get(f"/api/segmentations/{mask}/lesions?region=XX")

    assert reply.status_code == 422
    assert reply.json["errors"] == [{"field": "region", "message": "There is no region XX; there are WT, TC, ET."}]


@pytest.mark.parametrize("rest", ADDRESSES)
def test_a_mask_that_is_not_there_is_404(viewer: FlaskClient, rest: str) -> None:
    assert viewer.get(f"/api/segmentations/4711{rest}").status_code == 404


@pytest.mark.parametrize("rest", ADDRESSES)
def test_nobody_reads_a_mask_without_an_account(client: FlaskClient, mask: int, rest: str) -> None:
    assert client.get(f"/api/segmentations/{mask}{rest}").status_code == 401


@pytest.mark.parametrize("rest", ADDRESSES)
def test_what_was_read_is_gone_with_its_study(
    radiologist: FlaskClient, study: dict[str, Any], mask: int, rest: str
) -> None:
    assert radiologist.get(f"/api/segmentations/{mask}{rest}").status_code == 200
    assert radiologist.delete(f"/api/studies/{study['id']}").status_code == 204

    assert radiologist.get(f"/api/segmentations/{mask}{rest}").status_code == 404
