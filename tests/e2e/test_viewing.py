"""How a radiologist looks around in a study: crosshair, zoom, layouts, window, keys, links."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from playwright.sync_api import BrowserContext, Locator, Page, expect

from model.tasks import get_task
from model.volumes import AXES
from tests.e2e.looking import (
    canvas_box,
    crosshair,
    grey,
    indices,
    place,
    wait_until_painted,
    wait_until_settled,
)
from tests.e2e.masks import canonical, downloaded_mask
from tests.e2e.painting import painted_colours
from tests.support.product import Product


@pytest.fixture
def study_page(page: Page, ready_study: dict[str, Any]) -> Page:
    """Open the ready study and wait until its three views are painted."""
    page.goto(f"/studies/{ready_study['id']}")
    wait_until_painted(page)
    return page


@pytest.fixture(scope="module")
def mask(product: Product, ready_study: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> NDArray[np.uint8]:
    """Read the mask that the views show."""
    return downloaded_mask(product, ready_study, to=tmp_path_factory.mktemp("mask"))


@pytest.mark.on_a_real_case_too
def test_a_click_in_one_view_takes_the_others_along(study_page: Page, ready_study: dict[str, Any]) -> None:
    before = indices(study_page)
    x, y = place(study_page, "axial")

    study_page.mouse.click(x, y)

    expect(study_page.get_by_test_id("view-sagittal")).not_to_have_attribute("data-target", str(before["sagittal"]))
    after = indices(study_page)
    assert after["axial"] == before["axial"]
    # Half a voxel, and the rounding of the picture to whole pixels.
    shown = crosshair(study_page, "axial")
    assert shown == pytest.approx((x, y), abs=4)
    # Radiological: left of the middle of the head, which is the view's, is the patient's right, above it the front.
    middle = np.mean(ready_study["head_box"], axis=1)
    assert after["sagittal"] > middle[0]
    assert after["coronal"] > middle[1]
    voxel = ", ".join(str(after[axis] + 1) for axis in ("sagittal", "coronal", "axial"))
    expect(study_page.get_by_test_id("readout-voxel")).to_contain_text(voxel)


def test_dragging_the_crosshair_scrolls_the_other_views(study_page: Page) -> None:
    study_page.mouse.move(*place(study_page, "coronal"))
    study_page.mouse.down()
    study_page.mouse.move(*place(study_page, "coronal", across=0.6, down=0.4), steps=4)
    study_page.mouse.up()
    before = indices(study_page)
    study_page.mouse.move(*place(study_page, "coronal", across=0.3, down=0.7))

    assert crosshair(study_page, "coronal") == pytest.approx(place(study_page, "coronal", across=0.6, down=0.4), abs=4)
    assert indices(study_page) == before
    expect(study_page.get_by_test_id("view-axial")).to_have_attribute("data-painted", str(before["axial"]))


@pytest.mark.on_a_real_case_too
@pytest.mark.parametrize("axis", AXES)
def test_the_readout_is_of_the_voxel_and_in_mm_of_the_patient(
    study_page: Page, ready_study: dict[str, Any], ready_files: dict[str, Path], mask: NDArray[np.uint8], axis: str
) -> None:
    study_page.mouse.click(*place(study_page, axis))
    at = indices(study_page)
    voxel = (at["sagittal"], at["coronal"], at["axial"])
    world = (np.array(ready_study["affine"]) @ [*voxel, 1])[:3]

    readout = study_page.get_by_test_id("readout")
    expect(readout.get_by_test_id("readout-voxel")).to_contain_text(", ".join(str(index + 1) for index in voxel))
    expect(readout.get_by_test_id("readout-world")).to_contain_text(", ".join(f"{value:.1f}" for value in world))
    for channel in ready_study["channels"]:
        stored = canonical(ready_files[channel])
        shown = readout.get_by_test_id(f"readout-{channel}")
        expect(shown).to_have_text(re.compile(r"\d$"))
        read = float(shown.inner_text().split()[-1].replace(",", ""))
        # A slice has 65,536 steps, of which five digits are written.
        assert read == pytest.approx(stored[voxel], rel=1e-4, abs=np.ptp(stored) / 65_535)
    innermost = ["none", *(region.id for region in get_task("brain-tumour").regions if mask[voxel] in region.labels)][
        -1
    ]
    expect(readout.get_by_test_id("readout-region")).to_contain_text(innermost)


@pytest.mark.parametrize("region", ["WT", "TC", "ET"])
def test_the_region_under_the_crosshair_is_named_in_full(study_page: Page, region: str) -> None:
    study_page.get_by_test_id(f"region-{region}").get_by_role("button", name=re.compile("largest")).click()

    named = study_page.get_by_test_id("readout-region")
    expect(named).to_contain_text(re.compile("·"))
    assert named.locator("span").last.evaluate("words => words.scrollWidth - words.clientWidth") <= 0


@pytest.mark.on_a_real_case_too
def test_zoom_keeps_what_is_under_the_pointer_and_reset_fits_again(study_page: Page) -> None:
    before = painted_colours(study_page, axis="axial")
    x, y = place(study_page, "axial")
    study_page.mouse.click(x, y)
    at, under = indices(study_page), crosshair(study_page, "axial")

    study_page.keyboard.down("Control")
    for _ in range(4):
        study_page.mouse.wheel(0, -120)
    study_page.keyboard.up("Control")

    expect(study_page).to_have_url(re.compile("camera=axial"))
    zoomed = crosshair(study_page, "axial")
    assert zoomed[0] == pytest.approx(x + (under[0] - x) * 1.25**4, abs=1)
    assert zoomed[1] == pytest.approx(y + (under[1] - y) * 1.25**4, abs=1)
    assert indices(study_page) == at
    assert not np.array_equal(before, painted_colours(study_page, axis="axial"))
    study_page.keyboard.press("r")
    expect(study_page).not_to_have_url(re.compile("camera"))
    assert np.array_equal(before, painted_colours(study_page, axis="axial"))


@pytest.mark.parametrize(("button", "key"), [("middle", None), ("left", "Shift")])
def test_the_picture_is_moved_by_hand(study_page: Page, button: Any, key: str | None) -> None:
    before, at = crosshair(study_page, "sagittal"), indices(study_page)
    x, y = place(study_page, "sagittal")

    if key is not None:
        study_page.keyboard.down(key)
    study_page.mouse.move(x, y)
    study_page.mouse.down(button=button)
    study_page.mouse.move(x + 30, y - 20, steps=3)
    study_page.mouse.up(button=button)
    if key is not None:
        study_page.keyboard.up(key)

    expect(study_page).to_have_url(re.compile("camera=sagittal"))
    assert crosshair(study_page, "sagittal") == pytest.approx((before[0] + 30, before[1] - 20), abs=0.1)
    assert indices(study_page) == at


@pytest.mark.on_a_real_case_too
def test_the_right_button_changes_the_window_of_every_view_and_reset_brings_it_back(study_page: Page) -> None:
    before = {axis: grey(study_page, axis=axis) for axis in AXES}
    x, y = place(study_page, "axial")

    study_page.mouse.move(x, y)
    study_page.mouse.down(button="right")
    study_page.mouse.move(x - 40, y - 60, steps=3)
    study_page.mouse.up(button="right")

    for axis in AXES:
        assert grey(study_page, axis=axis)[..., :3].mean() > before[axis][..., :3].mean()
    study_page.get_by_role("region", name="Window").get_by_role("button", name="Reset").click()
    for axis in AXES:
        assert np.array_equal(before[axis], grey(study_page, axis=axis))


def test_histogram_handles_presets_and_inversion_change_the_greys(study_page: Page) -> None:
    # Between voxels each picture would be rounded once more.
    study_page.get_by_role("button", name="Smooth between voxels").click()
    before = grey(study_page)
    panel = study_page.get_by_role("region", name="Window")

    panel.get_by_label("Preset").select_option("contrast")
    contrast = grey(study_page)
    panel.get_by_label("White from").press("ArrowLeft")
    expect(panel.get_by_label("Preset")).to_have_value("")
    panel.get_by_label("Preset").select_option("usual")
    assert np.array_equal(before, grey(study_page))
    study_page.keyboard.press("i")
    inverted = grey(study_page)

    assert (contrast[..., :3] == 255).sum() > (before[..., :3] == 255).sum()
    # Around the slice both are black.
    shown = (before[..., 0] > 0) | (inverted[..., 0] > 0)
    assert np.abs(inverted[..., 0].astype(int) + before[..., 0] - 255)[shown].max() <= 1


@pytest.mark.on_a_real_case_too
def test_left_and_right_change_sides_together_with_their_letters(
    study_page: Page, open_context: Callable[..., BrowserContext]
) -> None:
    before = {axis: grey(study_page, axis=axis) for axis in AXES}

    study_page.get_by_role("button", name="Neurological").click()

    for axis in ("axial", "coronal"):
        left, right = (study_page.get_by_test_id(f"view-{axis}").get_by_text(side, exact=True) for side in "LR")
        assert (left.bounding_box() or {})["x"] < (right.bounding_box() or {})["x"]
        after = grey(study_page, axis=axis)
        # The picture stands in the middle up to a pixel.
        moved = min(np.abs(np.roll(after, shift, 1)[:, ::-1].astype(int) - before[axis]).mean() for shift in (-1, 0, 1))
        assert moved < np.abs(after.astype(int) - before[axis]).mean() / 4
    assert np.array_equal(before["sagittal"], grey(study_page, axis="sagittal"))
    study_page.reload()
    wait_until_painted(study_page)
    expect(study_page.get_by_role("button", name="Neurological")).to_have_attribute("aria-pressed", "true")


def test_without_smoothing_every_voxel_is_a_block(study_page: Page) -> None:
    smooth = len(np.unique(grey(study_page)[..., 0]))

    study_page.get_by_role("button", name="Smooth between voxels").click()

    assert len(np.unique(grey(study_page)[..., 0])) <= smooth
    pixels = grey(study_page)[..., 0].astype(int)
    # Most neighbours on the screen are the same voxel.
    assert (np.diff(pixels, axis=1) == 0).mean() > 0.5


@pytest.mark.on_a_real_case_too
def test_a_view_grows_by_double_click_and_goes_back(study_page: Page) -> None:
    study_page.mouse.dblclick(*place(study_page, "coronal"))

    expect(study_page.get_by_test_id("view-axial")).to_have_count(0)
    box = study_page.get_by_test_id("view-coronal").bounding_box()
    assert box is not None
    assert box["width"] > 0.95 * 1280
    study_page.mouse.dblclick(*place(study_page, "coronal"))
    wait_until_painted(study_page)


def test_every_modality_of_one_direction_scrolls_together(study_page: Page, ready_study: dict[str, Any]) -> None:
    study_page.get_by_role("radio", name="All modalities of one direction").check()
    views = [f"axial-{channel}" for channel in ready_study["channels"]]
    wait_until_painted(study_page, *views)

    study_page.mouse.move(*place(study_page, views[1]))
    study_page.mouse.wheel(0, -120)

    target = study_page.get_by_test_id(f"view-{views[1]}").get_attribute("data-target")
    for view, channel in zip(views, ready_study["channels"], strict=True):
        expect(study_page.get_by_test_id(f"view-{view}")).to_have_attribute("data-painted", str(target))
        expect(study_page.get_by_test_id(f"view-{view}")).to_have_attribute("data-channel", channel)
    study_page.mouse.click(*place(study_page, views[2]))
    here = {view: crosshair(study_page, view)[0] - canvas_box(study_page, view)["x"] for view in views}
    assert max(here.values()) - min(here.values()) < 2


def click_tool(page: Page, name: str) -> Locator:
    """Choose one of several with the mouse."""
    tool = page.get_by_role("radio", name=re.compile(f"^{name}(,|$)"))
    page.locator("label").filter(has=tool).click()
    expect(tool).to_be_checked()
    return tool


def test_arrows_are_for_the_view_that_is_pointed_at_whatever_was_clicked_before(study_page: Page) -> None:
    click_tool(study_page, "Three views")
    study_page.mouse.click(*place(study_page, "axial"))
    for name in ("Three views", "T1ce"):
        tool = click_tool(study_page, name)
        before = indices(study_page)["coronal"]
        study_page.mouse.move(*place(study_page, "coronal"))
        study_page.keyboard.press("ArrowUp")

        expect(study_page.get_by_test_id("view-coronal")).to_have_attribute("data-target", str(before + 1))
        expect(tool).to_be_checked()


def test_who_works_with_keys_keeps_the_focus_when_the_mouse_is_pushed(study_page: Page) -> None:
    study_page.get_by_role("switch", name="Segmentation").focus()
    study_page.keyboard.press("Tab")
    focused = study_page.evaluate_handle("document.activeElement")

    study_page.mouse.move(*place(study_page, "coronal"))

    assert study_page.evaluate("element => element === document.activeElement && element.type === 'radio'", focused)


def test_no_tool_moves_when_the_layout_changes(study_page: Page) -> None:
    tools = study_page.get_by_role("group", name="View options").get_by_role("button")
    places = []
    for layout in ("One large view", "Three views", "All modalities of one direction", "One view alone"):
        click_tool(study_page, layout)
        places.append(tools.evaluate_all("buttons => buttons.map((button) => button.getBoundingClientRect().x)"))

    assert len(places[0]) > 4
    assert places[0] == places[1] == places[2] == places[3]


@pytest.mark.on_a_real_case_too
def test_keys_do_what_the_list_of_keys_says(study_page: Page) -> None:
    study_page.mouse.move(*place(study_page, "coronal"))
    start = indices(study_page)["coronal"]
    view = study_page.get_by_test_id("view-coronal")

    study_page.keyboard.press("PageUp")
    expect(view).to_have_attribute("data-painted", str(start + 5))
    study_page.keyboard.press("ArrowDown")
    expect(view).to_have_attribute("data-painted", str(start + 4))
    study_page.keyboard.press("3")
    expect(view).to_have_attribute("data-channel", "t1ce")
    study_page.keyboard.press("s")
    expect(study_page.get_by_role("switch", name="Segmentation")).not_to_be_checked()
    study_page.keyboard.press("s")
    opacity = study_page.get_by_label("Opacity of WT")
    strong = int(opacity.input_value())
    study_page.keyboard.press("a")
    expect(opacity).to_have_value(str(strong - 10))
    study_page.keyboard.press("z")
    expect(study_page.get_by_role("radio", name="Zoom")).to_be_checked()
    study_page.keyboard.press("?")
    expect(study_page.get_by_role("dialog", name="Keys and gestures")).to_be_visible()
    study_page.keyboard.press("Escape")
    expect(study_page.get_by_role("dialog")).to_have_count(0)


@pytest.mark.on_a_real_case_too
def test_a_link_shows_a_colleague_the_same_picture(
    study_page: Page, product: Product, open_context: Callable[..., BrowserContext]
) -> None:
    study_page.mouse.click(*place(study_page, "axial"))
    study_page.keyboard.press("2")
    study_page.get_by_role("region", name="Window").get_by_label("Preset").select_option("contrast")
    study_page.get_by_test_id("region-ET").get_by_role("switch").click()
    study_page.mouse.move(*place(study_page, "axial"))
    study_page.keyboard.down("Control")
    study_page.mouse.wheel(0, -120)
    study_page.keyboard.up("Control")
    for word in ("at=", "channel=t1", "window=t1", "region=ET", "camera=axial"):
        expect(study_page).to_have_url(re.compile(word))
    wait_until_settled(study_page, channel="t1")
    mine = {axis: painted_colours(study_page, axis=axis) for axis in AXES}

    colleague = open_context()
    colleague.request.post("/api/session", data={"name": product.admin, "password": product.password})
    other = colleague.new_page()
    other.goto(study_page.url)
    wait_until_painted(other)
    wait_until_settled(other, channel="t1")

    assert indices(other) == indices(study_page)
    for axis in AXES:
        difference = np.abs(mine[axis].astype(int) - painted_colours(other, axis=axis))
        # Numbers in the address are rounded.
        assert difference.max() <= 2
