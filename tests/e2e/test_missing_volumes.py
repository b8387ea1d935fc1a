"""A study without one of its volumes: warned of before and after, viewed, and shown where it is unsure."""

from __future__ import annotations

import io
import re
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Page, expect

from tests.e2e.painting import coloured_share, painted_colours, placed
from tests.e2e.test_upload import A_STUDY, fill_patient
from tests.support.product import CHANNELS, Product

PRESENT = ("flair", "t1", "t2")
WORDS = "T1ce is missing: tumour core (TC) and enhancing tumour (ET) will be less exact."


@pytest.fixture(scope="module")
def partial_study(product: Product, demo_case: dict[str, Path]) -> int:
    """Upload the synthetic case without T1ce by the API and wait for its mask; give the study's id."""
    files = {channel: demo_case[channel] for channel in PRESENT}
    accepted = product.upload(files, mrn="PART-1", name="Rosalind Franklin")
    job = product.finished_job(accepted["job"]["id"])
    assert job["state"] == "succeeded", job
    return int(accepted["study"]["id"])


@pytest.fixture
def study_page(page: Page, partial_study: int) -> Page:
    """Open the study without T1ce and wait until its mask is painted."""
    page.goto(f"/studies/{partial_study}")
    expect(page.get_by_test_id("view-axial")).to_have_attribute("data-segmentation", re.compile(r"\d+"))
    return page


def test_a_missing_volume_is_said_before_it_is_uploaded_and_after(page: Page, demo_case: dict[str, Path]) -> None:
    page.goto("/upload")
    page.get_by_test_id("file-input").set_input_files([demo_case[channel] for channel in PRESENT])
    expect(page.get_by_role("list", name="Missing volumes")).to_have_text(WORDS)
    expect(page.get_by_role("button", name="Upload and segment")).to_have_count(0)
    fill_patient(page, mrn="PART-2", name="Lise Meitner")
    page.get_by_role("button", name="Upload without T1ce").click()

    page.wait_for_url(A_STUDY)
    expect(page.get_by_test_id("findings")).to_contain_text(WORDS)
    expect(page.get_by_test_id("view-axial")).to_have_attribute("data-painted", re.compile(r"\d+"))
    expect(page.get_by_test_id("view-axial")).to_have_attribute("data-segmentation", re.compile(r"\d+"))
    expect(page.get_by_test_id("findings")).to_contain_text(WORDS)
    page.reload()
    expect(page.get_by_test_id("findings")).to_contain_text(WORDS)


def test_the_missing_file_may_still_be_added(page: Page, demo_case: dict[str, Path]) -> None:
    page.goto("/upload")
    page.get_by_test_id("file-input").set_input_files([demo_case[channel] for channel in PRESENT])
    page.get_by_test_id("file-input").set_input_files([demo_case["t1ce"]])

    expect(page.get_by_role("list", name="Missing volumes")).to_have_count(0)
    expect(page.get_by_role("button", name="Upload and segment")).to_be_visible()


def test_the_viewer_shows_the_volumes_that_there_are(study_page: Page) -> None:
    names = study_page.get_by_role("radiogroup", name="Modality").get_by_role("radio")
    expect(names).to_have_count(len(PRESENT))

    study_page.get_by_role("radio", name="T2").check()

    expect(study_page.get_by_test_id("view-sagittal")).to_have_attribute("data-channel", "t2")


def test_every_region_says_how_sure_it_is(study_page: Page, product: Product, partial_study: int) -> None:
    (mask,) = product.request("GET", f"/api/studies/{partial_study}").json()["segmentations"]

    for region, confidence in mask["confidence"].items():
        words = "Low confidence" if region in mask["low_confidence"] else "confidence"
        expect(study_page.get_by_test_id(f"confidence-{region}")).to_have_text(f"{words} {confidence:.2f}")


@pytest.mark.parametrize("axis", ["axial", "coronal", "sagittal"])
def test_uncertainty_is_painted_to_the_voxel_in_the_colours_of_its_scale(
    study_page: Page, product: Product, partial_study: int, axis: str
) -> None:
    study_page.get_by_role("switch", name="Segmentation").click()
    assert coloured_share(painted_colours(study_page, axis=axis)) == 0

    study_page.get_by_role("switch", name="Uncertainty").focus()
    study_page.keyboard.press("Space")
    study_page.get_by_role("slider", name="Opacity of Uncertainty").fill("100")
    view = study_page.get_by_test_id(f"view-{axis}")
    expect(view).to_have_attribute("data-uncertainty", re.compile(r"\d+"))

    canvas = painted_colours(study_page, axis=axis)
    index = view.get_attribute("data-painted")
    study = product.request("GET", f"/api/studies/{partial_study}").json()
    (mask,) = study["segmentations"]
    address = f"/api/segmentations/{mask['id']}/{axis}/{index}.png?render=uncertainty&alpha=1"
    expected = np.asarray(Image.open(io.BytesIO(product.request("GET", address).content)))
    down, across = placed(study, axis=axis, frame=canvas.shape).centres(expected.shape[:2])
    # Air around the head is beyond the canvas.
    rows, columns = (
        np.flatnonzero((places >= 0) & (places < count))
        for places, count in zip((down, across), canvas.shape, strict=False)
    )
    expected = expected[np.ix_(rows, columns)].astype(int)
    shown = canvas[np.ix_(down[rows], across[columns])].astype(int)
    opaque = expected[..., 3] == 255
    assert opaque.any()
    assert np.abs(shown - expected)[opaque][:, :3].max() <= 2
    assert coloured_share(canvas) > 0


def test_uncertainty_is_switched_off_without_a_trace(study_page: Page) -> None:
    before = painted_colours(study_page, axis="axial")
    toggle = study_page.get_by_role("switch", name="Uncertainty")
    toggle.click()
    expect(study_page.get_by_test_id("view-axial")).to_have_attribute("data-uncertainty", re.compile(r"\d+"))
    assert not np.array_equal(before, painted_colours(study_page, axis="axial"))

    toggle.click()

    expect(study_page.get_by_test_id("view-axial")).to_have_attribute("data-uncertainty", "")
    assert np.array_equal(before, painted_colours(study_page, axis="axial"))


def test_regions_are_outlines_while_uncertainty_is_shown_and_its_value_is_read(study_page: Page) -> None:
    panel = study_page.get_by_role("region", name="Regions")
    panel.get_by_text("Both", exact=True).click()
    study_page.get_by_role("switch", name="Uncertainty").click()

    expect(panel.get_by_role("radio", name="Outline")).to_be_checked()
    expect(panel.get_by_role("radio", name="Fill")).to_be_disabled()
    expect(study_page.get_by_test_id("readout-uncertainty")).to_have_text(re.compile(r"^Uncertainty[01]\.\d\d$"))

    study_page.get_by_role("switch", name="Uncertainty").click()
    expect(panel.get_by_role("radio", name="Both")).to_be_checked()
    expect(panel.get_by_role("radio", name="Fill")).to_be_enabled()
    expect(study_page.get_by_test_id("readout-uncertainty")).to_have_count(0)


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (1920, 1080)])
def test_with_a_warning_everything_still_fits_the_window(study_page: Page, width: int, height: int) -> None:
    study_page.set_viewport_size({"width": width, "height": height})

    overflow = study_page.evaluate(
        "() => [document.documentElement.scrollWidth - innerWidth, document.documentElement.scrollHeight - innerHeight,"
        " document.querySelector('main').scrollHeight - document.querySelector('main').clientHeight]"
    )
    assert max(overflow) <= 0
    names = study_page.get_by_label("Regions").locator("button[role=switch] > span:last-child")
    cut_off = names.evaluate_all("all => all.filter(each => each.scrollWidth > each.clientWidth + 1).length")
    assert cut_off == 0


def test_all_four_volumes_need_no_warning(page: Page, demo_case: dict[str, Path]) -> None:
    page.goto("/upload")
    page.get_by_test_id("file-input").set_input_files([demo_case[channel] for channel in CHANNELS])

    expect(page.get_by_role("button", name="Upload and segment")).to_be_visible()
    expect(page.get_by_role("list", name="Missing volumes")).to_have_count(0)
