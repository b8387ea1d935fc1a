"""Pictures that are saved from the viewer."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from playwright.sync_api import Page, expect

from tests.e2e.painting import coloured, painted_colours, placed
from tests.support.product import Product

ROUND_LENGTHS_MM = (200, 100, 50, 20, 10, 5, 2, 1)


@pytest.fixture
def study_page(page: Page, ready_study: dict[str, Any]) -> Page:
    """Open the ready study at a slice with tumour, and wait until all views are painted."""
    page.goto(f"/studies/{ready_study['id']}")
    page.get_by_test_id("view-axial").get_by_role("slider").fill("52")
    expect(page.get_by_test_id("view-axial")).to_have_attribute("data-painted", "52")
    for axis in ("axial", "coronal", "sagittal"):
        expect(page.get_by_test_id(f"view-{axis}")).to_have_attribute("data-segmentation", re.compile(r"\d+"))
    return page


def save(page: Page, *, view: str, identified: bool = False) -> tuple[str, NDArray[np.uint8]]:
    """Save a picture; return its file's name, and its pixels (rows, columns, RGB)."""
    page.get_by_role("button", name="Save picture").click()
    page.get_by_role("radio", name=view).check()
    if identified:
        page.get_by_label("Write the patient's name").check()
    with page.expect_download() as download:
        page.get_by_role("button", name="Save PNG").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    with Image.open(Path(download.value.path())) as picture:
        return download.value.suggested_filename, np.asarray(picture.convert("RGB"))


def middle(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Cut the middle of a view, where nothing is written."""
    rows, columns = pixels.shape[:2]
    return pixels[rows // 8 : rows * 3 // 4, columns // 8 : columns * 7 // 8]


def longest_white_run(pixels: NDArray[np.uint8]) -> int:
    """Return the longest row of white pixels: the scale bar."""
    longest = 0
    for row in (pixels == 255).all(axis=-1):
        edges = np.flatnonzero(np.diff(np.concatenate(([0], row.astype(int), [0]))))
        longest = max(longest, int((edges[1::2] - edges[::2]).max(initial=0)))
    return longest


@pytest.mark.on_a_real_case_too
def test_one_view_is_saved_as_it_stands_on_the_screen_without_its_crosshair(study_page: Page) -> None:
    study_page.get_by_role("switch", name="ET diameters").click()
    shown = painted_colours(study_page, axis="axial")

    _, saved = save(study_page, view="Axial · FLAIR")

    assert saved.shape[1] == shown.shape[1]
    # Below the view stands the caption.
    view = saved[: shown.shape[0]]
    assert saved.shape[0] > shown.shape[0]
    assert coloured(middle(view)).any()
    opaque = middle(shown)[..., 3] == 255
    assert np.array_equal(middle(view)[opaque], middle(shown)[..., :3][opaque])


@pytest.mark.on_a_real_case_too
def test_what_is_measured_is_saved_with_the_view(
    study_page: Page, product: Product, ready_study: dict[str, Any]
) -> None:
    segmentation = ready_study["segmentations"][-1]["id"]
    lesions = product.request("GET", f"/api/segmentations/{segmentation}/lesions?region=ET").json()["items"]
    index = next(lesion["index"] for lesion in lesions if lesion["measurable"])
    study_page.get_by_test_id("view-axial").get_by_role("slider").fill(str(index))
    expect(study_page.get_by_test_id("view-axial")).to_have_attribute("data-painted", str(index))
    expect(study_page.get_by_test_id("proposals")).to_contain_text("mm")

    _, measured = save(study_page, view="Axial · FLAIR")
    study_page.get_by_role("switch", name="ET diameters").click()
    _, bare = save(study_page, view="Axial · FLAIR")

    assert measured.shape == bare.shape
    assert not np.array_equal(middle(measured), middle(bare))


@pytest.mark.on_a_real_case_too
def test_the_scale_bar_is_as_long_as_its_millimetres(study_page: Page, ready_study: dict[str, Any]) -> None:
    canvas = painted_colours(study_page, axis="axial")
    height, width = canvas.shape[:2]
    columns = placed(ready_study, axis="axial", frame=canvas.shape).size[1]
    pixels_per_mm = columns / (ready_study["shape"][0] * ready_study["spacing"][0])
    length_mm = next(length for length in ROUND_LENGTHS_MM if length * pixels_per_mm <= width / 4)

    _, saved = save(study_page, view="Axial · FLAIR")

    bar = longest_white_run(saved[height * 3 // 4 : height, : width // 3])
    assert bar == pytest.approx(length_mm * pixels_per_mm, abs=1)


def test_the_whole_layout_is_saved_side_by_side(study_page: Page) -> None:
    study_page.get_by_role("radio", name="Three views").check()
    for axis in ("axial", "coronal", "sagittal"):
        expect(study_page.get_by_test_id(f"view-{axis}")).to_have_attribute("data-painted", re.compile(r"\d+"))
    widths = [painted_colours(study_page, axis=axis).shape[1] for axis in ("axial", "coronal", "sagittal")]

    name, saved = save(study_page, view="All views")

    assert name.endswith("-views.png")
    assert saved.shape[1] == pytest.approx(sum(widths), abs=6)
    for third in np.array_split(saved, 3, axis=1):
        assert coloured(third).any()
        assert third.max() > 200


@pytest.mark.on_a_real_case_too
def test_whose_picture_it_is_stands_on_it_only_where_that_is_wished_for(
    study_page: Page, product: Product, ready_study: dict[str, Any]
) -> None:
    patient = ready_study["patient"]
    name, anonymous = save(study_page, view="Axial · FLAIR")
    _, identified = save(study_page, view="Axial · FLAIR", identified=True)

    # The patient's name is no part of the picture: with another one it is the same, to the pixel.
    product.request("PATCH", f"/api/patients/{patient['id']}", json={"name": "Grace Brewster Hopper"})
    try:
        study_page.reload()
        expect(study_page.get_by_test_id("patient-banner")).to_contain_text("Grace Brewster Hopper")
        expect(study_page.get_by_test_id("view-axial")).to_have_attribute("data-painted", "52")
        expect(study_page.get_by_test_id("view-axial")).to_have_attribute("data-segmentation", re.compile(r"\d+"))
        _, renamed = save(study_page, view="Axial · FLAIR")
        _, renamed_identified = save(study_page, view="Axial · FLAIR", identified=True)
    finally:
        product.request("PATCH", f"/api/patients/{patient['id']}", json={"name": patient["name"]})

    assert np.array_equal(anonymous, renamed)
    assert not same(anonymous, identified)
    assert not same(identified, renamed_identified)
    assert re.fullmatch(rf"neuroslice-study-{ready_study['id']}-axial-53-flair\.png", name)


def same(one: NDArray[np.uint8], other: NDArray[np.uint8]) -> bool:
    """Tell whether two pictures are equal, size and all."""
    return one.shape == other.shape and np.array_equal(one, other)


def test_a_mask_that_is_switched_off_is_not_saved(study_page: Page) -> None:
    study_page.get_by_role("switch", name="Segmentation").click()

    _, saved = save(study_page, view="Axial · FLAIR")

    assert not coloured(middle(saved)).any()


def test_a_reader_can_go_back_without_saving(study_page: Page) -> None:
    study_page.get_by_role("button", name="Save picture").click()
    expect(study_page.get_by_test_id("snapshot")).to_be_visible()

    study_page.get_by_role("button", name="Cancel").click()

    expect(study_page.get_by_role("dialog")).to_have_count(0)
