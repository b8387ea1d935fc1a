"""Regions as they are drawn and found, and the diameters of lesions, in a real browser."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from playwright.sync_api import Page, expect

from model.measure.bidirectional import measure_lesions, sum_of_products
from model.tasks import get_task
from model.volumes import AXES, AXIS_INDEX, LabelVolume, read_labels, take_slice
from tests.e2e.drawing import panel, show_only
from tests.e2e.painting import coloured, edge_of, in_colour, painted_colours, placed
from tests.support.product import Product

TASK = get_task("brain-tumour")
WHOLE, CORE, ENHANCING = TASK.regions


@pytest.fixture(scope="session")
def mask(product: Product, ready_study: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> LabelVolume:
    """Read the mask that the views show."""
    path = tmp_path_factory.mktemp("mask") / "mask.nii.gz"
    segmentation = ready_study["segmentations"][-1]["id"]
    path.write_bytes(product.request("GET", f"/api/segmentations/{segmentation}.nii.gz?grid=canonical").content)
    return read_labels(path, task=TASK)


@pytest.fixture
def study_page(page: Page, ready_study: dict[str, Any]) -> Page:
    """Open the ready study and wait until its three views are painted with their mask."""
    return opened(page, f"/studies/{ready_study['id']}")


def opened(page: Page, address: str) -> Page:
    """Go to an address of a study and wait until its three views are painted with their mask."""
    page.goto(address)
    for axis in AXES:
        expect(page.get_by_test_id(f"view-{axis}")).to_have_attribute("data-segmentation", re.compile(r"\d+"))
    return page


def inside(mask: LabelVolume, labels: tuple[int, ...]) -> NDArray[np.bool_]:
    """Tell which voxels are of a region."""
    return np.isin(mask.data, labels)


def counts(mask: LabelVolume, labels: tuple[int, ...], axis: str) -> NDArray[np.int64]:
    """Count a region's voxels on each slice."""
    others = tuple(number for number in range(3) if number != AXIS_INDEX[axis])
    return np.count_nonzero(inside(mask, labels), axis=others)


def go_to_largest(page: Page, mask: LabelVolume, *, region: str, labels: tuple[int, ...]) -> dict[str, int]:
    """Go to where a region is largest; give the slices that are painted then."""
    panel(page, region).get_by_role("button", name=re.compile("largest")).click()
    found = {}
    for axis in AXES:
        view = page.get_by_test_id(f"view-{axis}")
        most = int(counts(mask, labels, axis).max())
        target = int(view.get_attribute("data-target") or -1)
        assert counts(mask, labels, axis)[target] == most
        expect(view).to_have_attribute("data-painted", str(target))
        found[axis] = target
    return found


def zoom_in(page: Page, axis: str, *, steps: int) -> None:
    """Zoom at the middle of a view."""
    box = page.get_by_test_id(f"canvas-{axis}").bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + box["width"] * 0.52, box["y"] + box["height"] * 0.47)
    page.keyboard.down("Control")
    for _ in range(steps):
        page.mouse.wheel(0, -160)
    page.keyboard.up("Control")


@pytest.mark.on_a_real_case_too
@pytest.mark.parametrize("axis", AXES)
def test_a_fill_covers_the_voxels_of_its_region_and_an_outline_their_outermost_pixels(
    study_page: Page, ready_study: dict[str, Any], mask: LabelVolume, axis: str
) -> None:
    index = go_to_largest(study_page, mask, region=WHOLE.id, labels=WHOLE.labels)[axis]

    show_only(study_page, WHOLE.id, drawing="Fill")
    filled = in_colour(painted_colours(study_page, axis=axis), WHOLE.colour)
    show_only(study_page, WHOLE.id, drawing="Outline")
    outlined = in_colour(painted_colours(study_page, axis=axis), WHOLE.colour)

    voxels = take_slice(inside(mask, WHOLE.labels), axis, index)
    on_canvas = placed(ready_study, axis=axis, frame=filled.shape)
    # The voxel that the centre of each device pixel lies in; between two, browsers take the first.
    rows, columns = (
        np.ceil((np.arange(length) + 0.5 - first) * count / whole - 1e-6).astype(int) - 1
        for length, first, whole, count in zip(filled.shape, on_canvas.start, on_canvas.size, voxels.shape, strict=True)
    )
    known = np.zeros(filled.shape, bool)
    in_rows, in_columns = ((rows >= 0) & (rows < voxels.shape[0]), (columns >= 0) & (columns < voxels.shape[1]))
    known[np.ix_(in_rows, in_columns)] = voxels[np.ix_(rows[in_rows], columns[in_columns])]
    np.testing.assert_array_equal(filled, known)
    np.testing.assert_array_equal(outlined, edge_of(known))


@pytest.mark.on_a_real_case_too
@pytest.mark.parametrize("flipped", [False, True], ids=["radiological", "neurological"])
@pytest.mark.parametrize("steps", [1, 3, 6])
def test_at_every_zoom_an_outline_is_one_pixel_wide_and_on_the_edge_of_the_fill(
    study_page: Page, mask: LabelVolume, steps: int, flipped: bool
) -> None:
    go_to_largest(study_page, mask, region=CORE.id, labels=CORE.labels)
    switch = study_page.get_by_role("button", name=re.compile("[Nn]eurological"))
    if flipped:
        switch.click()
    zoom_in(study_page, "axial", steps=steps)
    study_page.mouse.move(5, 5)

    show_only(study_page, CORE.id, drawing="Fill")
    filled = in_colour(painted_colours(study_page, axis="axial"), CORE.colour)
    show_only(study_page, CORE.id, drawing="Outline")
    outlined = in_colour(painted_colours(study_page, axis="axial"), CORE.colour)
    if flipped:
        switch.click()

    assert outlined.any()
    np.testing.assert_array_equal(outlined, edge_of(filled))


@pytest.mark.on_a_real_case_too
def test_both_draws_a_faint_fill_within_its_outline(study_page: Page, mask: LabelVolume) -> None:
    go_to_largest(study_page, mask, region=WHOLE.id, labels=WHOLE.labels)
    show_only(study_page, WHOLE.id, drawing="Fill")
    filled = in_colour(painted_colours(study_page, axis="axial"), WHOLE.colour)

    show_only(study_page, WHOLE.id, drawing="Both")
    study_page.get_by_label(f"Opacity of {WHOLE.id}").fill("40")
    pixels = painted_colours(study_page, axis="axial")

    edge = edge_of(filled)
    np.testing.assert_array_equal(in_colour(pixels, WHOLE.colour), edge)
    np.testing.assert_array_equal(coloured(pixels), filled)


@pytest.mark.on_a_real_case_too
def test_one_region_can_be_outlined_while_another_is_filled(study_page: Page, mask: LabelVolume) -> None:
    go_to_largest(study_page, mask, region=ENHANCING.id, labels=ENHANCING.labels)
    panel(study_page, WHOLE.id).get_by_role("button", name=re.compile("is drawn as: Fill")).click()

    expect(panel(study_page, WHOLE.id).get_by_role("button", name=re.compile("is drawn as: Outline"))).to_be_visible()
    expect(panel(study_page, ENHANCING.id).get_by_role("button", name=re.compile("is drawn as: Fill"))).to_be_visible()
    pixels = painted_colours(study_page, axis="axial")
    assert in_colour(pixels, WHOLE.colour).any()
    assert not in_colour(pixels, ENHANCING.colour).any()


@pytest.mark.on_a_real_case_too
def test_strips_say_where_along_each_axis_each_region_lies(study_page: Page, mask: LabelVolume) -> None:
    for axis in AXES:
        expect(study_page.get_by_test_id(f"strips-{axis}").locator("rect").first).to_be_attached()
        for region in TASK.regions:
            marks = study_page.locator(f"[data-testid=strips-{axis}] rect[data-region={region.id}]")
            spans = [(mark.get_attribute("data-first"), mark.get_attribute("data-last")) for mark in marks.all()]
            marked = {index for first, last in spans for index in range(int(first or 0), int(last or -1) + 1)}
            assert marked == set(np.flatnonzero(counts(mask, region.labels, axis)).tolist())


def test_a_strip_ends_under_the_thumb_of_the_slider(study_page: Page, mask: LabelVolume) -> None:
    view = study_page.get_by_test_id("view-axial")
    slices = np.flatnonzero(counts(mask, WHOLE.labels, "axial"))
    mark = study_page.locator(f"[data-testid=strips-axial] rect[data-region={WHOLE.id}]").first.bounding_box()
    slider = view.get_by_role("slider").bounding_box()
    assert mark is not None
    assert slider is not None
    # The middle of a thumb of 16 pixels goes from 8 pixels after the left end to 8 before the right one.
    step = (slider["width"] - 16) / (mask.data.shape[2] - 1)
    middle = slider["x"] + 8 + step * (int(slices[0]) + int(slices[-1])) / 2
    assert mark["x"] + mark["width"] / 2 == pytest.approx(middle, abs=1)


@pytest.mark.on_a_real_case_too
def test_keys_and_buttons_go_to_the_next_and_the_previous_slice_with_a_region(
    study_page: Page, mask: LabelVolume
) -> None:
    slices = np.flatnonzero(counts(mask, WHOLE.labels, "axial"))
    view = study_page.get_by_test_id("view-axial")
    view.get_by_role("slider").fill("0")
    expect(view).to_have_attribute("data-target", "0")

    view.get_by_role("button", name=re.compile("next slice with a region")).click()
    expect(view).to_have_attribute("data-target", str(slices[0]))
    study_page.keyboard.press("n")
    expect(view).to_have_attribute("data-target", str(slices[1]))
    study_page.keyboard.press("b")
    expect(view).to_have_attribute("data-target", str(slices[0]))
    expect(view.get_by_role("button", name=re.compile("previous slice with a region"))).to_be_disabled()


@pytest.mark.on_a_real_case_too
def test_the_other_palette_comes_from_the_task_and_is_remembered(
    study_page: Page, mask: LabelVolume, ready_study: dict[str, Any]
) -> None:
    go_to_largest(study_page, mask, region=ENHANCING.id, labels=ENHANCING.labels)
    show_only(study_page, ENHANCING.id, drawing="Fill")
    assert in_colour(painted_colours(study_page, axis="axial"), ENHANCING.colour).any()

    study_page.get_by_role("switch", name="Colour-blind-safe colours").click()
    changed = painted_colours(study_page, axis="axial")

    assert in_colour(changed, ENHANCING.colour_blind_colour).any()
    assert not in_colour(changed, ENHANCING.colour).any()
    opened(study_page, f"/studies/{ready_study['id']}")
    expect(study_page.get_by_role("switch", name="Colour-blind-safe colours")).to_be_checked()
    strips = study_page.locator("[data-testid=strips-axial]")
    expect(strips.locator(f"rect[data-region={ENHANCING.id}]").first).to_have_attribute(
        "fill", ENHANCING.colour_blind_colour
    )


@pytest.mark.on_a_real_case_too
def test_the_sum_of_products_is_that_of_the_lesions_in_the_mask(
    study_page: Page, mask: LabelVolume, ready_study: dict[str, Any]
) -> None:
    x, y, z = ready_study["spacing"]
    lesions = measure_lesions(inside(mask, ENHANCING.labels), spacing=(x, y, z))
    shown = study_page.get_by_test_id("sum-of-products")
    expect(shown).to_have_text(re.compile(re.escape(f"{sum_of_products(lesions):,.0f}")))


@pytest.mark.on_a_real_case_too
def test_proposals_can_be_switched_off(study_page: Page, mask: LabelVolume, ready_study: dict[str, Any]) -> None:
    x, y, z = ready_study["spacing"]
    largest = measure_lesions(inside(mask, ENHANCING.labels), spacing=(x, y, z))[0]
    study_page.get_by_test_id("view-axial").get_by_role("slider").fill(str(largest.index))
    expect(study_page.get_by_test_id("proposal-1")).to_be_visible()

    study_page.get_by_role("switch", name="ET diameters (RANO)").click()

    expect(study_page.get_by_test_id("proposal-1")).to_have_count(0)
