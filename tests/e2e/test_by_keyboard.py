"""Looking closer at a view and moving a measurement without a pointer."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Locator, Page, expect

from model.volumes import AXES
from tests.e2e.looking import canvas_box, from_middle, wait_until_painted
from tests.e2e.measuring import Measured, kept_row, open_study, rows
from tests.e2e.painting import painted_colours
from tests.support.product import Product

STEP = 1.25
SHARE = 0.1
START = (30, 40)
END = (60, 70)


@pytest.fixture
def study_page(page: Page, ready_study: dict[str, Any], measured: Measured) -> Page:
    """Open the ready study and wait until its views are painted."""
    open_study(page, ready_study)
    return page


@pytest.fixture
def distance(product: Product, ready_study: dict[str, Any], measured: Measured) -> dict[str, Any]:
    """Keep a distance on the axial slice that is shown first."""
    index = ready_study["segmentations"][-1]["widest_at"]["WT"][2]
    body = {"kind": "distance", "axis": "axial", "index": index, "points": [[*START, index], [*END, index]]}
    item: dict[str, Any] = product.request("POST", f"/api/studies/{ready_study['id']}/measurements", json=body).json()
    return item


def focus(page: Page, axis: str) -> None:
    page.get_by_role("group", name=re.compile(f"^{axis}")).focus()


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def choose(page: Page) -> None:
    """Choose the only measurement from the list by keys."""
    kept_row(page)
    rows(page).last.get_by_role("button").first.focus()
    page.keyboard.press("Enter")


def knob(page: Page, item: dict[str, Any], end: int) -> Locator:
    return page.get_by_test_id(f"measurement-{item['id']}-knob-{end}")


def test_keys_zoom_about_the_middle_move_and_fit_one_view(study_page: Page) -> None:
    wait_until_painted(study_page)
    focus(study_page, "Coronal")
    first = {axis: from_middle(study_page, axis) for axis in AXES}
    painted = painted_colours(study_page, axis="coronal")
    box = canvas_box(study_page, "coronal")

    press(study_page, "+", "=", "-", "+")
    closer = from_middle(study_page, "coronal")
    assert closer == pytest.approx([place * STEP**2 for place in first["coronal"]], abs=1.5)
    assert not np.array_equal(painted_colours(study_page, axis="coronal"), painted)

    press(study_page, "Control+Shift+ArrowRight", "Control+Shift+ArrowUp", "Control+Shift+ArrowUp")
    moved = from_middle(study_page, "coronal")
    assert moved[0] - closer[0] == pytest.approx(SHARE * box["width"], abs=1)
    assert moved[1] - closer[1] == pytest.approx(-2 * SHARE * box["height"], abs=1)
    assert [from_middle(study_page, axis) for axis in ("axial", "sagittal")] == [first["axial"], first["sagittal"]]

    press(study_page, "0")
    assert from_middle(study_page, "coronal") == first["coronal"]
    assert np.array_equal(painted_colours(study_page, axis="coronal"), painted)


def test_linked_views_follow_the_one_that_keys_zoom(study_page: Page) -> None:
    wait_until_painted(study_page)
    study_page.get_by_role("button", name="Zoom and move all views together").click()
    focus(study_page, "Axial")
    first = {axis: from_middle(study_page, axis) for axis in AXES}

    press(study_page, "+", "+", "+")

    for axis in AXES:
        assert from_middle(study_page, axis) == pytest.approx([place * STEP**3 for place in first[axis]], abs=2)
    press(study_page, "0")
    assert {axis: from_middle(study_page, axis) for axis in AXES} == first


@pytest.mark.parametrize("neurological", [False, True])
def test_an_end_of_a_distance_is_moved_by_keys_as_the_screen_points_and_undone(
    study_page: Page, distance: dict[str, Any], measured: Measured, *, neurological: bool
) -> None:
    if neurological:
        study_page.get_by_role("button", name="Neurological").click()
    changes: list[str] = []
    study_page.on("request", lambda request: changes.append(request.method) if request.method == "PATCH" else None)
    choose(study_page)

    press(study_page, "e", "e")
    expect(knob(study_page, distance, 1)).to_have_attribute("data-held", "true")
    expect(knob(study_page, distance, 0)).to_have_attribute("data-held", "false")
    expect(study_page.get_by_test_id("held-end")).to_contain_text("End 2 of 2")
    before = knob(study_page, distance, 1).bounding_box()
    press(study_page, *["Shift+ArrowRight"] * 4, *["Shift+ArrowUp"] * 3)
    after = knob(study_page, distance, 1).bounding_box()
    assert before is not None
    assert after is not None
    assert after["x"] > before["x"]
    assert after["y"] < before["y"]
    assert changes == []
    press(study_page, "Enter")

    expect(knob(study_page, distance, 1)).to_have_attribute("data-held", "false")
    kept_row(study_page)
    (item,) = measured()
    index = distance["index"]
    # To the right on the screen is to the patient's left where views are radiological; up is to the front.
    right = 4 if neurological else -4
    assert item["points"] == [[*START, index], [END[0] + right, END[1] + 3, index]]
    assert changes == ["PATCH"]

    press(study_page, "Control+z")
    expect(study_page.get_by_test_id("measurement-list").get_by_role("button", name="Undo")).to_be_disabled()
    kept_row(study_page)
    assert measured()[0]["points"] == distance["points"]


def test_what_keys_move_is_shown_and_the_crosshair_stays(
    study_page: Page, distance: dict[str, Any], measured: Measured
) -> None:
    choose(study_page)
    focus(study_page, "Axial")
    index = distance["index"]
    across = study_page.get_by_test_id("view-sagittal").get_attribute("data-target")
    press(study_page, "e", "ArrowUp")
    expect(study_page.get_by_test_id("view-axial")).to_have_attribute("data-painted", str(index + 1))

    press(study_page, "Shift+ArrowDown")
    expect(study_page.get_by_test_id("view-axial")).to_have_attribute("data-painted", str(index))
    press(study_page, "Escape")

    kept_row(study_page)
    (item,) = measured()
    assert item["points"] == [[START[0], START[1] - 1, index], [*END, index]]
    expect(study_page.get_by_test_id(f"measurement-{item['id']}")).to_have_attribute("data-selected", "true")
    expect(study_page.get_by_test_id("view-sagittal")).to_have_attribute("data-target", str(across))


def test_an_end_that_came_back_to_where_it_was_changes_nothing_and_undo_lets_go_of_one_that_did_not(
    study_page: Page, distance: dict[str, Any], measured: Measured
) -> None:
    changes: list[str] = []
    study_page.on("request", lambda request: changes.append(request.method) if request.method == "PATCH" else None)
    choose(study_page)
    undo = study_page.get_by_test_id("measurement-list").get_by_role("button", name="Undo")

    press(study_page, "e", "Shift+ArrowRight", "Shift+ArrowUp", "Shift+ArrowDown", "Shift+ArrowLeft", "Enter")
    expect(knob(study_page, distance, 0)).to_have_attribute("data-held", "false")
    kept_row(study_page)
    assert changes == []
    expect(undo).to_be_disabled()

    choose(study_page)
    press(study_page, "e", "Shift+ArrowRight")
    undo.click()
    expect(knob(study_page, distance, 0)).to_have_attribute("data-held", "false")
    expect(undo).to_be_disabled()
    kept_row(study_page)
    # It was kept where keys had brought it, and taken back from there.
    assert changes == ["PATCH", "PATCH"]
    assert measured()[0]["points"] == distance["points"]


def test_proposed_diameters_are_moved_by_keys_and_kept_as_measured(
    study_page: Page, ready_study: dict[str, Any], product: Product, measured: Measured
) -> None:
    segmentation = ready_study["segmentations"][-1]["id"]
    lesions = product.request("GET", f"/api/segmentations/{segmentation}/lesions?region=ET").json()["items"]
    study_page.get_by_test_id("lesions").get_by_role("button", name=re.compile("lesions?( measurable)?$")).click()
    row = study_page.get_by_test_id("lesion-1")
    row.get_by_role("button", name="Adjust").focus()
    study_page.keyboard.press("Enter")
    expect(study_page.get_by_test_id("proposal-1")).to_have_attribute("data-selected", "true")

    # There and back is no adjustment.
    press(study_page, "e", "Shift+ArrowRight", "Shift+ArrowLeft", "Enter")
    expect(row).to_contain_text("proposed")
    assert measured() == []

    press(study_page, "e")
    expect(study_page.get_by_test_id("held-end")).to_contain_text("End 1 of 4")
    press(study_page, *["Shift+ArrowRight"] * 3, "Enter")
    expect(row).to_contain_text("adjusted by")
    expect(study_page.get_by_test_id("proposal-1")).to_have_count(0)
    kept_row(study_page)
    (item,) = measured()
    assert (item["kind"], item["index"]) == ("bidirectional", lesions[0]["index"])
    # To the right on the screen is to the patient's left.
    assert item["points"][0][0] == pytest.approx(lesions[0]["long"][0][0] - 3, abs=0.01)

    press(study_page, "Control+z")
    expect(row).to_contain_text("proposed")
    expect(study_page.get_by_test_id("proposal-1")).to_be_visible()
