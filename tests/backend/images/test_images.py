"""Slices and files of images."""

from __future__ import annotations

import gzip
import io
from pathlib import Path
from typing import Any

import nibabel
import numpy as np
import pytest
from flask.testing import FlaskClient
from PIL import Image

from backend.services import Services
from model.volumes import read_volume, take_slice
from tests.support.studies import SHAPE, post_study

COUNTS = {"sagittal": SHAPE[0], "coronal": SHAPE[1], "axial": SHAPE[2]}
IMMUTABLE = {"Cache-Control": "private, max-age=31536000, immutable", "Vary": "Cookie, Authorization"}


def picture(content: bytes) -> np.ndarray:
    return np.asarray(Image.open(io.BytesIO(content)))


def address(study: dict[str, Any], rest: str) -> str:
    return f"/api/studies/{study['id']}/images/{rest}"


@pytest.mark.parametrize("axis", COUNTS)
def test_sixteen_bits_and_the_scale_give_the_real_values(
    viewer: FlaskClient, study: dict[str, Any], files: dict[str, Path], axis: str
) -> None:
    reply = viewer.get(address(study, f"t1ce/{axis}/17.png?depth=16"))

    assert reply.mimetype == "image/png"
    slope, intercept = (float(part) for part in reply.headers["X-Value-Scale"].split(","))
    expected = take_slice(read_volume(files["t1ce"]).data, axis, 17)
    np.testing.assert_allclose(picture(reply.data) * slope + intercept, expected, atol=slope)


@pytest.mark.parametrize("axis", COUNTS)
def test_eight_bits_show_the_window_in_real_values(
    viewer: FlaskClient, study: dict[str, Any], files: dict[str, Path], axis: str
) -> None:
    grey = picture(viewer.get(address(study, f"t2/{axis}/20.png?window=100,400")).data)

    expected = np.clip((take_slice(read_volume(files["t2"]).data, axis, 20) - 100) / 300 * 255, 0, 255)
    assert grey.dtype == np.uint8
    np.testing.assert_allclose(grey, expected, atol=1)


def test_left_out_the_window_is_the_volumes_own(viewer: FlaskClient, study: dict[str, Any]) -> None:
    low, high = study["windows"]["t1"]["window"]
    own = viewer.get(address(study, "t1/axial/18.png"))
    same = viewer.get(address(study, f"t1/axial/18.png?window={low!r},{high!r}"))

    assert own.data == same.data
    assert picture(own.data).max() == 255


def test_a_slice_says_how_far_its_pixels_are_apart(
    radiologist: FlaskClient, files: dict[str, Path], tmp_path: Path
) -> None:
    stretched = {}
    for channel, path in files.items():
        image = nibabel.Nifti1Image.from_filename(path)
        stretched[channel] = tmp_path / path.name
        affine = image.affine @ np.diag([0.9, 1.1, 2.5, 1.0])
        nibabel.save(nibabel.Nifti1Image(np.asarray(image.dataobj), affine), stretched[channel])
    study = post_study(radiologist, stretched).json["study"]

    spacings = {
        axis: [
            float(part)
            for part in radiologist.get(address(study, f"t1/{axis}/3.png")).headers["X-Pixel-Spacing"].split(",")
        ]
        for axis in COUNTS
    }

    assert spacings["axial"] == pytest.approx([1.1, 0.9])
    assert spacings["coronal"] == pytest.approx([2.5, 0.9])
    assert spacings["sagittal"] == pytest.approx([2.5, 1.1])


@pytest.mark.parametrize("rest", ["t1/axial/3.png", "t1/axial/3.png?depth=16", "t1.nii.gz", "t1.nii.gz?grid=canonical"])
def test_replies_are_kept_by_the_browser_for_good(viewer: FlaskClient, study: dict[str, Any], rest: str) -> None:
    reply = viewer.get(address(study, rest), buffered=True)

    assert reply.status_code == 200
    assert {name: reply.headers[name] for name in IMMUTABLE} == IMMUTABLE
    etag = reply.headers["ETag"]
    assert etag.startswith('"')
    again = viewer.get(address(study, rest), buffered=True, headers={"If-None-Match": etag})
    assert (again.status_code, again.data) == (304, b"")
    assert again.headers["ETag"] == etag
    assert {name: again.headers[name] for name in IMMUTABLE} == IMMUTABLE
    assert viewer.get(address(study, rest), buffered=True, headers={"If-None-Match": '"other"'}).status_code == 200


def test_everything_that_looks_different_has_another_etag(viewer: FlaskClient, study: dict[str, Any]) -> None:
    addresses = [
        "t1/axial/3.png",
        "t1/axial/4.png",
        "t1/coronal/3.png",
        "t2/axial/3.png",
        "t1/axial/3.png?window=1,2",
        "t1/axial/3.png?window=1,3",
        "t1/axial/3.png?depth=16",
        "t1.nii.gz",
        "t1.nii.gz?grid=canonical",
    ]
    assert len({viewer.get(address(study, rest), buffered=True).headers["ETag"] for rest in addresses}) == len(
        addresses
    )


@pytest.mark.parametrize("axis", COUNTS)
def test_an_index_outside_the_axis_is_404(viewer: FlaskClient, study: dict[str, Any], axis: str) -> None:
    last = COUNTS[axis] - 1
    assert viewer.get(address(study, f"t1/{axis}/{last}.png")).status_code == 200
    for index in (last + 1, -1, 10**12):
        reply = viewer.get(address(study, f"t1/{axis}/{index}.png"))
        assert reply.status_code == 404
        assert reply.mimetype == "application/problem+json"


@pytest.mark.parametrize("rest", ["dwi/axial/3.png", "t1/oblique/3.png", "t1/axial/x.png", "dwi.nii.gz"])
def test_what_there_is_not_is_404(viewer: FlaskClient, study: dict[str, Any], rest: str) -> None:
    assert viewer.get(address(study, rest), buffered=True).status_code == 404


@pytest.mark.parametrize(
    "query", ["window=5,5", "window=6,5", "window=1", "window=a,b", "window=nan,5", "window=0,inf", "depth=12"]
)
def test_a_window_or_depth_that_makes_no_sense_is_422(viewer: FlaskClient, study: dict[str, Any], query: str) -> None:
    reply = viewer.get(address(study, f"t1/axial/3.png?{query}"))

    assert reply.status_code == 422
    assert [error["field"] for error in reply.json["errors"]] == [query.partition("=")[0]]


def test_the_uploaded_file_comes_back_byte_for_byte(
    viewer: FlaskClient, study: dict[str, Any], files: dict[str, Path]
) -> None:
    reply = viewer.get(address(study, "flair.nii.gz"), buffered=True)

    assert reply.data == files["flair"].read_bytes()
    assert reply.mimetype == "application/gzip"
    # Nothing of what was asked for or uploaded is in the name.
    assert reply.headers["Content-Disposition"] == f"attachment; filename=study-{study['id']}_flair.nii.gz"


def test_an_uncompressed_file_is_compressed_for_download(
    radiologist: FlaskClient, files: dict[str, Path], tmp_path: Path
) -> None:
    plain = tmp_path / "t2.nii"
    nibabel.save(nibabel.load(files["t2"]), plain)
    study = post_study(radiologist, files | {"t2": plain}).json["study"]

    first, second = (radiologist.get(address(study, "t2.nii.gz"), buffered=True).data for _ in range(2))

    assert first == second
    assert gzip.decompress(first) == plain.read_bytes()


def test_the_canonical_file_is_the_same_image_in_ras(
    viewer: FlaskClient, study: dict[str, Any], files: dict[str, Path], tmp_path: Path
) -> None:
    path = tmp_path / "canonical.nii.gz"
    path.write_bytes(viewer.get(address(study, "t1.nii.gz?grid=canonical"), buffered=True).data)

    given, expected = nibabel.Nifti1Image.from_filename(path), nibabel.as_closest_canonical(nibabel.load(files["t1"]))
    assert nibabel.aff2axcodes(given.affine) == ("R", "A", "S")
    np.testing.assert_allclose(given.affine, expected.affine, atol=1e-5)
    np.testing.assert_array_equal(given.get_fdata(), expected.get_fdata())


@pytest.mark.parametrize("channel", ["flair", "t1"])
def test_the_canonical_file_with_its_scale_gives_the_pixels_of_the_slices(
    viewer: FlaskClient, study: dict[str, Any], tmp_path: Path, channel: str
) -> None:
    path = tmp_path / "canonical.nii.gz"
    reply = viewer.get(address(study, f"{channel}.nii.gz?grid=canonical"), buffered=True)
    path.write_bytes(reply.data)
    slope, intercept = map(float, reply.headers["X-Value-Scale"].split(","))

    pixels = np.rint((nibabel.Nifti1Image.from_filename(path).get_fdata() - intercept) / slope).astype(np.uint16)

    for axis, index in (("axial", 3), ("coronal", 4), ("sagittal", 5)):
        shown = picture(viewer.get(address(study, f"{channel}/{axis}/{index}.png?depth=16")).data)
        np.testing.assert_array_equal(shown, take_slice(pixels, axis, index))


def test_another_grid_is_422(viewer: FlaskClient, study: dict[str, Any]) -> None:
    assert viewer.get(address(study, "t1.nii.gz?grid=mni"), buffered=True).status_code == 422


@pytest.mark.parametrize("damage", ["missing", "cut off"])
def test_a_display_volume_is_made_again_when_it_is_needed(
    viewer: FlaskClient, study: dict[str, Any], services: Services, damage: str
) -> None:
    expected = viewer.get(address(study, "t1/axial/3.png")).data
    services.images._mapped.__init__(limit=64 << 20)  # type: ignore[misc]
    for path in (services.settings.data_dir / "cache/display").rglob("*.npy"):
        path.unlink() if damage == "missing" else path.write_bytes(path.read_bytes()[:5000])

    assert viewer.get(address(study, "t1/axial/3.png")).data == expected


@pytest.mark.parametrize("rest", ["t1/axial/3.png", "t1.nii.gz"])
def test_nobody_sees_an_image_without_an_account(client: FlaskClient, study: dict[str, Any], rest: str) -> None:
    reply = client.get(address(study, rest))

    assert reply.status_code == 401
    assert reply.mimetype == "application/problem+json"
