"""Every layout of the views, and zooming and moving them alone and together."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Page, expect

from model.volumes import AXES, AXIS_INDEX
from tests.e2e.looking import canvas_box, crosshair, from_middle, place, wait_until_painted
from tests.e2e.measuring import take
from tests.e2e.painting import painted_colours
from tests.e2e.view import View

# CSS pixels of a drag that doubles the zoom.
DOUBLING = 120
MOVE = (30, -20)


@pytest.fixture
def study_page(page: Page, ready_study: dict[str, Any]) -> Page:
    """Open the ready study and wait until its three views are painted."""
    page.goto(f"/studies/{ready_study['id']}")
    wait_until_painted(page)
    return page


def lay_out(page: Page, name: str, *, axis: str | None = None) -> None:
    """Choose a layout, and the direction that it is for."""
    page.get_by_role("radio", name=name, exact=True).check(force=True)
    if axis is not None:
        page.get_by_label("Direction of the main view").select_option(axis)


def link(page: Page) -> None:
    page.get_by_role("button", name="Zoom and move all views together").click()


def drag(page: Page, start: tuple[float, float], by: tuple[float, float]) -> None:
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(start[0] + by[0], start[1] + by[1], steps=4)
    page.mouse.up()


def area(page: Page, view: str) -> float:
    box = canvas_box(page, view)
    return box["width"] * box["height"]


@pytest.mark.on_a_real_case_too
@pytest.mark.parametrize("linked", [False, True], ids=["alone", "together"])
def test_the_zoom_tool_comes_closer_and_all_views_fit_again(study_page: Page, linked: bool) -> None:
    first = {axis: from_middle(study_page, axis) for axis in AXES}
    painted = {axis: painted_colours(study_page, axis=axis) for axis in AXES}
    if linked:
        link(study_page)
    take(study_page, "Zoom")
    box = canvas_box(study_page, "axial")
    # About the middle the other views, too, grow about theirs.
    pressed = place(study_page, "axial", across=0.5, down=0.5) if linked else place(study_page, "axial")
    off = (pressed[0] - box["x"] - box["width"] / 2, pressed[1] - box["y"] - box["height"] / 2)

    drag(study_page, pressed, (0, -DOUBLING))

    expect(study_page).to_have_url(re.compile("camera=axial"))
    closer = [where + (where - point) for where, point in zip(first["axial"], off, strict=True)]
    assert from_middle(study_page, "axial") == pytest.approx(closer, abs=2)
    for axis in ("coronal", "sagittal"):
        factor = 2 if linked else 1
        assert from_middle(study_page, axis) == pytest.approx([factor * where for where in first[axis]], abs=2)
        assert np.array_equal(painted[axis], painted_colours(study_page, axis=axis)) is not linked

    study_page.get_by_role("button", name="Fit all views").click()
    expect(study_page).not_to_have_url(re.compile("camera"))
    for axis in AXES:
        assert from_middle(study_page, axis) == first[axis]
        assert np.array_equal(painted[axis], painted_colours(study_page, axis=axis))


@pytest.mark.on_a_real_case_too
@pytest.mark.parametrize("linked", [False, True], ids=["alone", "together"])
def test_views_that_are_linked_move_along_the_directions_of_the_patient_that_they_share(
    study_page: Page, ready_study: dict[str, Any], linked: bool
) -> None:
    first = {axis: from_middle(study_page, axis) for axis in AXES}
    scale = {axis: 1 / View(study_page, axis, ready_study).mm_per_pixel for axis in AXES}
    if linked:
        link(study_page)
    take(study_page, "Move")

    drag(study_page, place(study_page, "axial"), MOVE)

    expect(study_page).to_have_url(re.compile("camera=axial"))
    # Left and right are those of the coronal view too; front and back are left and right of the sagittal one.
    across, back = ((by / scale["axial"] if linked else 0) for by in MOVE)
    shifts = {"axial": MOVE, "coronal": (across * scale["coronal"], 0), "sagittal": (back * scale["sagittal"], 0)}
    for axis, shift in shifts.items():
        moved = [where + by for where, by in zip(first[axis], shift, strict=True)]
        assert from_middle(study_page, axis) == pytest.approx(moved, abs=1)


def test_three_views_stand_side_by_side_and_are_as_large_as_each_other(study_page: Page) -> None:
    lay_out(study_page, "Three views")
    wait_until_painted(study_page)

    areas = [area(study_page, axis) for axis in AXES]
    assert max(areas) < 1.02 * min(areas)


@pytest.mark.on_a_real_case_too
@pytest.mark.parametrize("axis", AXES)
def test_one_view_is_large_and_the_other_two_are_small_beside_it(study_page: Page, axis: str) -> None:
    lay_out(study_page, "One large view, two small", axis=axis)
    wait_until_painted(study_page)

    others = [other for other in AXES if other != axis]
    for other in others:
        assert area(study_page, axis) > 3 * area(study_page, other)
        assert canvas_box(study_page, other)["x"] > canvas_box(study_page, axis)["x"]
    # They are still linked: what is pressed in the large one is shown in the small ones.
    study_page.mouse.click(*place(study_page, axis))
    for other in others:
        target = study_page.get_by_test_id(f"view-{other}").get_attribute("data-target")
        expect(study_page.get_by_test_id(f"view-{other}")).to_have_attribute("data-painted", str(target))
    assert crosshair(study_page, axis) == pytest.approx(place(study_page, axis), abs=4)


@pytest.mark.on_a_real_case_too
@pytest.mark.parametrize("axis", AXES)
def test_four_modalities_of_one_direction_share_slice_zoom_and_cursor(
    study_page: Page, ready_study: dict[str, Any], axis: str
) -> None:
    lay_out(study_page, "All modalities of one direction", axis=axis)
    views = [f"{axis}-{channel}" for channel in ready_study["channels"]]
    wait_until_painted(study_page, *views)
    assert max(area(study_page, view) for view in views) < 1.02 * min(area(study_page, view) for view in views)

    study_page.mouse.click(*place(study_page, views[3]))
    study_page.mouse.wheel(0, -120)
    drag_at = place(study_page, views[1], across=0.5, down=0.5)
    take(study_page, "Zoom")
    drag(study_page, drag_at, (0, -DOUBLING))

    target = int(study_page.get_by_test_id(f"view-{views[3]}").get_attribute("data-target") or -1)
    assert target != ready_study["segmentations"][-1]["widest_at"]["WT"][AXIS_INDEX[axis]]
    expect(study_page).to_have_url(re.compile(f"camera={axis}"))
    cursors = [from_middle(study_page, view) for view in views]
    for view, channel, cursor in zip(views, ready_study["channels"], cursors, strict=True):
        expect(study_page.get_by_test_id(f"view-{view}")).to_have_attribute("data-painted", str(target))
        expect(study_page.get_by_test_id(f"view-{view}")).to_have_attribute("data-channel", channel)
        assert cursor == pytest.approx(cursors[0], abs=2)
    pictures = {painted_colours(study_page, axis=view).tobytes() for view in views}
    assert len(pictures) == len(views)


@pytest.mark.on_a_real_case_too
def test_one_view_alone_in_full_screen_has_all_of_it_and_goes_back(study_page: Page) -> None:
    lay_out(study_page, "One view alone", axis="coronal")
    study_page.get_by_role("button", name="Full screen").click()
    expect(study_page.get_by_role("banner")).to_be_hidden()

    for other in ("axial", "sagittal"):
        expect(study_page.get_by_test_id(f"view-{other}")).to_have_count(0)
    screen = study_page.evaluate("[innerWidth, innerHeight]")
    box = canvas_box(study_page, "coronal")
    assert box["width"] > 0.98 * screen[0]
    assert box["height"] > 0.75 * screen[1]
    view = study_page.get_by_test_id("view-coronal")
    before = int(view.get_attribute("data-painted") or -1)
    study_page.mouse.move(*place(study_page, "coronal"))
    study_page.keyboard.press("ArrowUp")
    expect(view).to_have_attribute("data-painted", str(before + 1))

    study_page.get_by_role("button", name="Full screen").click()
    lay_out(study_page, "One large view, two small")
    wait_until_painted(study_page)
    expect(view).to_have_attribute("data-painted", str(before + 1))
