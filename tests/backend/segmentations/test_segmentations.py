"""Slices and files of masks."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import nibabel
import numpy as np
import pytest
from flask.testing import FlaskClient
from numpy.typing import NDArray
from PIL import Image

from backend.services import Services
from model.tasks import get_task
from model.volumes import take_slice
from tests.support.studies import SHAPE, post_study, store_mask, true_labels

COUNTS = {"sagittal": SHAPE[0], "coronal": SHAPE[1], "axial": SHAPE[2]}
IMMUTABLE = {"Cache-Control": "private, max-age=31536000, immutable", "Vary": "Cookie, Authorization"}


@pytest.fixture(scope="session")
def labels(case: dict[str, Path]) -> NDArray[np.uint8]:
    """Read the true mask of the demo case."""
    return true_labels(case)


@pytest.fixture
def mask(study: dict[str, Any], services: Services, labels: NDArray[np.uint8]) -> int:
    """Store the true mask."""
    return store_mask(services, study["job"]["id"], labels)


def picture(content: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(content)))


def middle(labels: NDArray[np.uint8], axis: str) -> int:
    """Find a slice with tumour in it."""
    return int(np.argwhere(labels == 4)[:, list(COUNTS).index(axis)].mean())


@pytest.mark.parametrize("axis", COUNTS)
def test_a_pixel_is_its_label(viewer: FlaskClient, mask: int, labels: NDArray[np.uint8], axis: str) -> None:
    index = middle(labels, axis)
    reply = viewer.get(f"/api/segmentations/{mask}/{axis}/{index}.png")

    assert reply.mimetype == "image/png"
    shown = picture(reply.data)
    assert set(np.unique(shown)) == {0, 1, 2, 4}
    np.testing.assert_array_equal(shown, take_slice(labels, axis, index))
    assert reply.headers["X-Pixel-Spacing"] == "1,1"


def test_the_overlay_has_the_colours_of_the_task(viewer: FlaskClient, mask: int, labels: NDArray[np.uint8]) -> None:
    index = middle(labels, "axial")
    overlay = picture(viewer.get(f"/api/segmentations/{mask}/axial/{index}.png?render=overlay&alpha=0.5").data)

    shown = take_slice(labels, "axial", index)
    enhancing = bytes.fromhex(get_task("brain-tumour").regions[2].colour[1:])
    assert overlay.shape == (*shown.shape, 4)
    assert set(map(tuple, overlay[shown == 4])) == {(*enhancing, 128)}
    assert not overlay[shown == 0].any()


def test_only_the_regions_that_are_asked_for_are_drawn(
    viewer: FlaskClient, mask: int, labels: NDArray[np.uint8]
) -> None:
    index = middle(labels, "axial")
    reply = viewer.get(f"/api/segmentations/{mask}/axial/{index}.png?render=overlay&regions=ET")

    drawn = picture(reply.data)[..., 3] > 0
    np.testing.assert_array_equal(drawn, take_slice(labels, "axial", index) == 4)


@pytest.mark.parametrize("rest", ["/axial/3.png", "/axial/3.png?render=overlay", ".nii.gz", ".nii.gz?grid=canonical"])
def test_replies_are_kept_by_the_browser_for_good(viewer: FlaskClient, mask: int, rest: str) -> None:
    reply = viewer.get(f"/api/segmentations/{mask}{rest}")

    assert reply.status_code == 200
    assert {name: reply.headers[name] for name in IMMUTABLE} == IMMUTABLE
    again = viewer.get(f"/api/segmentations/{mask}{rest}", headers={"If-None-Match": reply.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_everything_that_looks_different_has_another_etag(viewer: FlaskClient, mask: int) -> None:
    addresses = [
        "/axial/3.png",
        "/axial/4.png",
        "/coronal/3.png",
        "/axial/3.png?render=overlay",
        "/axial/3.png?render=overlay&alpha=0.25",
        "/axial/3.png?render=overlay&regions=WT",
        ".nii.gz",
        ".nii.gz?grid=canonical",
    ]
    etags = {viewer.get(f"/api/segmentations/{mask}{rest}").headers["ETag"] for rest in addresses}
    assert len(etags) == len(addresses)


@pytest.fixture(scope="session")
def uncertainty() -> NDArray[np.uint8]:
    """Give every voxel an uncertainty of its own, as far as 256 values reach."""
    return np.random.default_rng(0).integers(0, 256, SHAPE, np.uint8)


@pytest.fixture
def unsure(study: dict[str, Any], services: Services, labels: NDArray[np.uint8], uncertainty: NDArray[np.uint8]) -> int:
    """Store the true mask with uncertainties."""
    return store_mask(services, study["job"]["id"], labels, uncertainty=uncertainty)


@pytest.mark.parametrize("axis", COUNTS)
def test_uncertainty_is_shown_voxel_for_voxel_in_the_colours_of_its_scale(
    viewer: FlaskClient, unsure: int, uncertainty: NDArray[np.uint8], axis: str
) -> None:
    scale = picture(viewer.get("/api/segmentations/uncertainty-scale.png").data)
    reply = viewer.get(f"/api/segmentations/{unsure}/{axis}/7.png?render=uncertainty&alpha=1")

    assert scale.shape == (1, 256, 4)
    np.testing.assert_array_equal(picture(reply.data), scale[0][take_slice(uncertainty, axis, 7)])
    assert reply.headers["X-Pixel-Spacing"] == "1,1"


def test_the_opacity_of_uncertainty_can_be_chosen(viewer: FlaskClient, unsure: int) -> None:
    half, whole = (
        picture(viewer.get(f"/api/segmentations/{unsure}/axial/7.png?render=uncertainty&alpha={alpha}").data)
        for alpha in (0.5, 1)
    )

    assert (half[..., 3].max(), whole[..., 3].max()) == (128, 255)
    np.testing.assert_array_equal(half[..., :3][half[..., 3] > 0], whole[..., :3][half[..., 3] > 0])


@pytest.mark.parametrize("query", ["render=uncertainty", "render=uncertainty&alpha=0.3", "", "render=overlay"])
def test_pictures_of_a_mask_with_uncertainty_are_kept_by_the_browser(
    viewer: FlaskClient, unsure: int, query: str
) -> None:
    reply = viewer.get(f"/api/segmentations/{unsure}/axial/3.png?{query}")

    assert {name: reply.headers[name] for name in IMMUTABLE} == IMMUTABLE
    again = viewer.get(reply.request.full_path, headers={"If-None-Match": reply.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_labels_and_uncertainty_have_etags_of_their_own(viewer: FlaskClient, unsure: int) -> None:
    queries = ("", "?render=uncertainty", "?render=uncertainty&alpha=0.3", "?render=overlay")
    replies = [viewer.get(f"/api/segmentations/{unsure}/axial/3.png{query}") for query in queries]

    assert len({reply.headers["ETag"] for reply in replies}) == len(queries)


def test_a_mask_from_before_has_no_uncertainty_and_says_what_to_do(viewer: FlaskClient, mask: int) -> None:
    address = f"/api/segmentations/{mask}/axial/3.png?render=uncertainty"
    reply = viewer.get(address)

    assert reply.status_code == 404
    assert "Run the segmentation again" in reply.json["detail"]
    assert viewer.get(address, headers={"If-None-Match": '"-axial-3-uncertainty-0.5-1"'}).status_code == 404


@pytest.mark.parametrize("axis", COUNTS)
def test_an_index_outside_the_axis_is_404(viewer: FlaskClient, mask: int, axis: str) -> None:
    last = COUNTS[axis] - 1
    assert viewer.get(f"/api/segmentations/{mask}/{axis}/{last}.png").status_code == 200
    assert viewer.get(f"/api/segmentations/{mask}/{axis}/{last + 1}.png").status_code == 404
    assert viewer.get(f"/api/segmentations/{mask}/{axis}/-1.png").status_code == 404


@pytest.mark.parametrize("rest", ["/axial/3.png", ".nii.gz"])
def test_a_mask_that_is_not_there_is_404(viewer: FlaskClient, rest: str) -> None:
    assert viewer.get(f"/api/segmentations/4711{rest}").status_code == 404


@pytest.mark.parametrize("query", ["render=3d", "regions=XX&render=overlay", "alpha=2", "alpha=nan", "alpha=x"])
def test_a_query_that_makes_no_sense_is_422(viewer: FlaskClient, mask: int, query: str) -> None:
    reply = viewer.get(f"/api/segmentations/{mask}/axial/3.png?{query}")

    assert reply.status_code == 422
    assert [error["field"] for error in reply.json["errors"]] == [query.partition("=")[0]]


def test_the_mask_lies_on_the_uploaded_grid(
    viewer: FlaskClient, mask: int, files: dict[str, Path], case: dict[str, Path], tmp_path: Path
) -> None:
    path = tmp_path / "mask.nii.gz"
    path.write_bytes(viewer.get(f"/api/segmentations/{mask}.nii.gz").data)

    given, uploaded, true = (nibabel.Nifti1Image.from_filename(each) for each in (path, files["flair"], case["seg"]))
    np.testing.assert_array_equal(given.affine, uploaded.affine)
    assert (given.header["sform_code"], given.header["qform_code"]) == (
        uploaded.header["sform_code"],
        uploaded.header["qform_code"],
    )
    assert given.header.get_data_dtype() == np.uint8
    assert int(given.header["intent_code"]) == 1002
    np.testing.assert_array_equal(np.asarray(given.dataobj), np.asarray(true.dataobj))


def test_the_canonical_mask_is_in_ras(
    viewer: FlaskClient, mask: int, labels: NDArray[np.uint8], tmp_path: Path
) -> None:
    path = tmp_path / "mask.nii.gz"
    path.write_bytes(viewer.get(f"/api/segmentations/{mask}.nii.gz?grid=canonical").data)

    given = nibabel.Nifti1Image.from_filename(path)
    assert nibabel.aff2axcodes(given.affine) == ("R", "A", "S")
    np.testing.assert_array_equal(np.asarray(given.dataobj), labels)


def test_without_flair_the_mask_lies_on_the_grid_of_the_first_volume_that_there_is(
    radiologist: FlaskClient, services: Services, files: dict[str, Path], tmp_path: Path, labels: NDArray[np.uint8]
) -> None:
    turned = nibabel.as_closest_canonical(nibabel.load(files["t1ce"]))
    nibabel.save(turned, tmp_path / "t1ce.nii.gz")
    accepted = post_study(radiologist, {"t2": files["t2"], "t1ce": tmp_path / "t1ce.nii.gz"}).json
    mask = store_mask(services, accepted["job"]["id"], labels)
    path = tmp_path / "mask.nii.gz"
    path.write_bytes(radiologist.get(f"/api/segmentations/{mask}.nii.gz").data)

    given = nibabel.Nifti1Image.from_filename(path)
    assert accepted["study"]["channels"] == ["t1ce", "t2"]
    assert nibabel.aff2axcodes(nibabel.Nifti1Image.from_filename(files["t2"]).affine) != ("R", "A", "S")
    np.testing.assert_array_equal(given.affine, turned.affine)
    np.testing.assert_array_equal(np.asarray(given.dataobj), labels)


@pytest.mark.parametrize("axis", COUNTS)
def test_the_volume_of_an_uncertainty_holds_what_its_slices_show(
    viewer: FlaskClient, unsure: int, tmp_path: Path, axis: str
) -> None:
    reply = viewer.get(f"/api/segmentations/{unsure}/uncertainty.nii.gz?grid=canonical")
    path = tmp_path / "unsure.nii.gz"
    path.write_bytes(reply.data)
    voxels: Any = nibabel.Nifti1Image.from_filename(path).dataobj
    stored = np.asarray(voxels.get_unscaled())
    scale = picture(viewer.get("/api/segmentations/uncertainty-scale.png").data)[0]

    shown = picture(viewer.get(f"/api/segmentations/{unsure}/{axis}/7.png?render=uncertainty&alpha=1").data)

    assert {name: reply.headers[name] for name in IMMUTABLE} == IMMUTABLE
    np.testing.assert_array_equal(scale[take_slice(stored, axis, 7)], shown)


def test_an_uncertainty_comes_back_on_the_uploaded_grid_and_says_so(
    viewer: FlaskClient, unsure: int, files: dict[str, Path], uncertainty: NDArray[np.uint8], tmp_path: Path
) -> None:
    address = f"/api/segmentations/{unsure}/uncertainty.nii.gz"
    reply = viewer.get(address)
    path = tmp_path / "unsure.nii.gz"
    path.write_bytes(reply.data)

    uploaded, given = nibabel.Nifti1Image.from_filename(files["flair"]), nibabel.Nifti1Image.from_filename(path)
    np.testing.assert_array_equal(given.affine, uploaded.affine)
    np.testing.assert_allclose(nibabel.as_closest_canonical(given).get_fdata(), uncertainty / 255, atol=1e-6)
    assert f"segmentation-{unsure}_uncertainty.nii.gz" in reply.headers["Content-Disposition"]
    again = viewer.get(address, headers={"If-None-Match": reply.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")
    others = (f"{address}?grid=canonical", f"/api/segmentations/{unsure}.nii.gz")
    assert reply.headers["ETag"] not in {viewer.get(other).headers["ETag"] for other in others}


def test_a_mask_from_before_has_no_volume_of_its_uncertainty(viewer: FlaskClient, mask: int) -> None:
    reply = viewer.get(f"/api/segmentations/{mask}/uncertainty.nii.gz")

    assert reply.status_code == 404
    assert "Run the segmentation again" in reply.json["detail"]


@pytest.mark.parametrize("rest", ["/axial/3.png", "/axial/3.png?render=uncertainty", ".nii.gz", "/uncertainty.nii.gz"])
def test_nobody_sees_a_mask_without_an_account(client: FlaskClient, mask: int, rest: str) -> None:
    assert client.get(f"/api/segmentations/{mask}{rest}").status_code == 401
