"""Measuring in the views: drawn by hand, kept by the server, seen by colleagues."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from model.volumes import AXES, AXIS_INDEX
from tests.e2e.measuring import Measured, go_to, kept_row, open_study, rows, take
from tests.e2e.view import View
from tests.support.product import Product

AXIAL = 40


@pytest.fixture
def study_page(page: Page, ready_study: dict[str, Any], measured: Measured) -> Page:
    """Open the ready study and wait until its views are painted."""
    open_study(page, ready_study)
    return page


def draw_distance(page: Page, study: dict[str, Any], *, axis: str = "axial") -> View:
    view = View(page, axis, study)
    take(page, "Distance")
    view.drag((0.3, 0.4), (0.7, 0.55))
    return view


@pytest.mark.on_a_real_case_too
@pytest.mark.parametrize("axis", AXES)
def test_a_drag_measures_the_true_distance(
    study_page: Page, ready_study: dict[str, Any], measured: Measured, axis: str
) -> None:
    view = draw_distance(study_page, ready_study, axis=axis)

    row = kept_row(study_page)

    (item,) = measured()
    length = item["values"]["length_mm"]
    assert length == pytest.approx(view.mm_between((0.3, 0.4), (0.7, 0.55)), abs=2 * view.mm_per_pixel)
    assert (item["kind"], item["axis"], item["index"]) == (
        "distance",
        axis,
        ready_study["segmentations"][-1]["widest_at"]["WT"][AXIS_INDEX[axis]],
    )
    expect(row).to_contain_text(f"{length:.1f}\u00a0mm")
    expect(row).to_contain_text(item["author"])
    expect(study_page.get_by_test_id(f"measurement-{item['id']}")).to_contain_text(f"{length:.1f}\u00a0mm")


@pytest.mark.on_a_real_case_too
def test_a_distance_is_drawn_without_a_pointer(
    study_page: Page, ready_study: dict[str, Any], measured: Measured
) -> None:
    start = ready_study["segmentations"][-1]["widest_at"]["WT"]
    study_page.get_by_role("group", name=re.compile("^Axial")).focus()
    study_page.keyboard.press("m")
    expect(study_page.get_by_role("radio", name="Distance")).to_be_checked()

    study_page.keyboard.press("Enter")
    for _ in range(6):
        study_page.keyboard.press("Shift+ArrowRight")
    for _ in range(3):
        study_page.keyboard.press("Shift+ArrowUp")
    study_page.keyboard.press("Enter")

    kept_row(study_page)
    (item,) = measured()
    # To the right on the screen is to the patient's left; up is to the front.
    assert item["points"] == [start, [start[0] - 6, start[1] + 3, start[2]]]
    dx, dy, _ = ready_study["spacing"]
    assert item["values"]["length_mm"] == pytest.approx(math.hypot(6 * dx, 3 * dy))


@pytest.mark.on_a_real_case_too
def test_an_angle_is_drawn_by_its_arms(study_page: Page, ready_study: dict[str, Any], measured: Measured) -> None:
    view = View(study_page, "coronal", ready_study)
    take(study_page, "Angle")
    view.drag((0.3, 0.6), (0.5, 0.6))
    study_page.mouse.move(*view.at(0.6, 0.3), steps=3)
    # The second arm follows the pointer before it is placed.
    expect(study_page.get_by_test_id("draft").locator("text")).to_contain_text("°")
    study_page.mouse.click(*view.at(0.5, 0.2))

    row = kept_row(study_page)
    expect(row).to_contain_text("°")
    assert measured()[0]["values"]["degrees"] == pytest.approx(90, abs=1)


@pytest.mark.on_a_real_case_too
@pytest.mark.parametrize(
    ("tool", "kind", "way"),
    [
        ("Ellipse", "ellipse", [(0.35, 0.35), (0.6, 0.6)]),
        ("Freehand region", "freehand", [(0.35, 0.35), (0.6, 0.4), (0.62, 0.6), (0.4, 0.62), (0.34, 0.37)]),
    ],
)
def test_a_region_shows_while_it_is_drawn_what_the_server_keeps(
    study_page: Page,
    ready_study: dict[str, Any],
    measured: Measured,
    tool: str,
    kind: str,
    way: list[tuple[float, float]],
) -> None:
    view = View(study_page, "axial", ready_study)
    take(study_page, tool)
    study_page.mouse.move(*view.at(*way[0]))
    study_page.mouse.down()
    for place in way[1:]:
        study_page.mouse.move(*view.at(*place), steps=8)
    drawn = study_page.get_by_test_id("draft").locator("text")
    expect(drawn).to_contain_text("mean")
    live = drawn.text_content()
    study_page.mouse.up()

    row = kept_row(study_page)

    (item,) = measured()
    values = item["values"]
    assert (item["kind"], item["channel"]) == (kind, "flair")
    assert values["voxels"] > 50
    assert values["min"] <= values["mean"] <= values["max"]
    expect(row).to_contain_text(f"{values['area_cm2']:.2f}\u00a0cm²")
    expect(row).to_contain_text("FLAIR")
    # An outline is smoothed when it is done, so that only an ellipse stays the same to the last digit.
    if kind == "ellipse":
        shown = study_page.get_by_test_id(f"measurement-{item['id']}").locator("text")
        assert shown.text_content() == live


@pytest.mark.on_a_real_case_too
def test_over_another_modality_a_region_says_on_which_one_it_was_read(
    study_page: Page, ready_study: dict[str, Any], measured: Measured
) -> None:
    view = View(study_page, "axial", ready_study)
    take(study_page, "Ellipse")
    view.drag((0.35, 0.35), (0.6, 0.6))
    kept_row(study_page)
    label = study_page.get_by_test_id(f"measurement-{measured()[0]['id']}").locator("text")
    expect(label).not_to_contain_text("FLAIR")

    study_page.keyboard.press("3")

    expect(label).to_contain_text("FLAIR")
    expect(label).to_contain_text("mean")


@pytest.mark.on_a_real_case_too
def test_a_point_reads_the_voxel_that_it_lies_in(
    study_page: Page, ready_study: dict[str, Any], measured: Measured
) -> None:
    view = View(study_page, "axial", ready_study)
    take(study_page, "Point")
    study_page.mouse.click(*view.at(0.5, 0.5))

    kept_row(study_page)

    (item,) = measured()
    assert item["values"]["value"] is not None
    assert item["points"][0][2] == item["index"]


@pytest.mark.on_a_real_case_too
def test_a_handle_changes_a_measurement_and_keys_undo_and_redo_it(
    study_page: Page, ready_study: dict[str, Any], measured: Measured
) -> None:
    view = draw_distance(study_page, ready_study)
    kept_row(study_page)
    (drawn,) = measured()
    take(study_page, "Crosshair")

    view.drag((0.7, 0.55), (0.7, 0.8))

    shown = study_page.get_by_test_id("measurement-list")
    longer = view.mm_between((0.3, 0.4), (0.7, 0.8))
    expect(shown).not_to_contain_text(f"{drawn['values']['length_mm']:.1f}\u00a0mm")
    kept_row(study_page)
    (moved,) = measured()
    assert moved["id"] == drawn["id"]
    assert moved["values"]["length_mm"] == pytest.approx(longer, abs=3 * view.mm_per_pixel)

    study_page.keyboard.press("Control+z")
    expect(shown).to_contain_text(f"{drawn['values']['length_mm']:.1f}\u00a0mm")
    kept_row(study_page)
    assert measured()[0]["points"] == drawn["points"]
    study_page.keyboard.press("Control+Shift+z")
    expect(shown).to_contain_text(f"{moved['values']['length_mm']:.1f}\u00a0mm")
    kept_row(study_page)
    assert measured()[0]["points"] == moved["points"]


def test_the_crosshair_stays_when_a_measurement_is_taken_hold_of(
    study_page: Page, ready_study: dict[str, Any], measured: Measured
) -> None:
    view = draw_distance(study_page, ready_study)
    kept_row(study_page)
    take(study_page, "Crosshair")
    before = study_page.get_by_test_id("view-coronal").get_attribute("data-target")

    # By its line, as a whole.
    view.drag((0.5, 0.475), (0.5, 0.6))

    study_page.get_by_test_id("measurement-list").get_by_role("button", name="Undo").click()
    kept_row(study_page)
    expect(study_page.get_by_test_id("view-coronal")).to_have_attribute("data-target", str(before))


def test_what_is_deleted_comes_back_as_it_was(
    study_page: Page, ready_study: dict[str, Any], measured: Measured
) -> None:
    draw_distance(study_page, ready_study)
    kept_row(study_page)
    (drawn,) = measured()

    study_page.keyboard.press("Delete")

    expect(rows(study_page)).to_have_count(0)
    expect(study_page.get_by_test_id(f"measurement-{drawn['id']}")).to_have_count(0)
    undo = study_page.get_by_test_id("measurement-list").get_by_role("button", name="Undo")
    undo.click()
    kept_row(study_page)
    (back,) = measured()
    same = ("id", "author", "created_at", "points", "values")
    assert [back[name] for name in same] == [drawn[name] for name in same]


def test_a_measurement_is_named_and_found_again(
    study_page: Page, ready_study: dict[str, Any], measured: Measured
) -> None:
    go_to(study_page, axis="axial", index=AXIAL)
    draw_distance(study_page, ready_study)
    row = kept_row(study_page)
    row.get_by_role("button", name="Rename").click()
    study_page.get_by_label("Name", exact=True).fill("edge of the cavity")
    study_page.get_by_role("dialog").get_by_role("button", name="Save").click()
    expect(row).to_contain_text("edge of the cavity")
    kept_row(study_page)
    (item,) = measured()
    go_to(study_page, axis="axial", index=AXIAL + 20)
    expect(study_page.get_by_test_id(f"measurement-{item['id']}")).to_have_count(0)

    row.get_by_role("button", name="edge of the cavity").first.click()

    expect(study_page.get_by_test_id("view-axial")).to_have_attribute("data-painted", str(AXIAL))
    mark = study_page.get_by_test_id(f"measurement-{item['id']}")
    expect(mark).to_have_attribute("data-selected", "true")
    expect(mark).to_contain_text("edge of the cavity")


def test_a_conflict_with_a_colleague_is_told_and_overwrites_nothing(
    study_page: Page, ready_study: dict[str, Any], measured: Measured, product: Product
) -> None:
    view = draw_distance(study_page, ready_study)
    kept_row(study_page)
    (item,) = measured()
    take(study_page, "Crosshair")
    # The page does not hear of it before the hand moves.
    lists = re.compile(rf"/api/studies/{ready_study['id']}/measurements$")
    study_page.route(lists, lambda route: route.abort())
    product.request("PATCH", f"/api/measurements/{item['id']}", json={"version": item["version"], "label": "theirs"})

    view.drag((0.7, 0.55), (0.7, 0.8))

    alert = study_page.get_by_role("alert").filter(has_text="Somebody else")
    expect(alert).to_be_visible()
    study_page.unroute(lists)
    expect(rows(study_page).last).to_contain_text("theirs")
    assert measured()[0]["points"] == item["points"]


def test_what_a_colleague_measures_appears_by_itself(
    study_page: Page, ready_study: dict[str, Any], product: Product
) -> None:
    index = ready_study["segmentations"][-1]["widest_at"]["WT"][2]
    body = {
        "kind": "angle",
        "axis": "axial",
        "index": index,
        "points": [[20, 20, index], [40, 40, index], [60, 20, index]],
    }
    item = product.request("POST", f"/api/studies/{ready_study['id']}/measurements", json=body).json()

    expect(study_page.get_by_test_id(f"measurement-{item['id']}")).to_contain_text("°")


def test_what_was_drawn_while_the_network_was_gone_is_not_lost(
    study_page: Page, ready_study: dict[str, Any], measured: Measured
) -> None:
    api = re.compile(r"/measurements")
    study_page.route(api, lambda route: route.abort())

    draw_distance(study_page, ready_study)

    alert = study_page.get_by_role("alert").filter(has_text="could not be saved")
    expect(alert).to_be_in_viewport()
    expect(study_page.get_by_test_id("measurements-axial").locator("text")).to_contain_text("mm")
    assert measured() == []
    study_page.unroute(api)
    alert.get_by_role("button", name="Try again").click()
    kept_row(study_page)
    expect(alert).to_have_count(0)
    assert len(measured()) == 1


def test_who_may_only_look_sees_measurements_but_keeps_none(
    open_context: Callable[..., BrowserContext], product: Product, ready_study: dict[str, Any], measured: Measured
) -> None:
    index = ready_study["shape"][2] // 2
    body = {"kind": "distance", "axis": "axial", "index": index, "points": [[20, 20, index], [20, 40, index]]}
    product.request("POST", f"/api/studies/{ready_study['id']}/measurements", json=body)
    account = {"name": "measurements-viewer", "password": "only here to look", "role": "viewer"}
    product.request("POST", "/api/accounts", json=account)
    context = open_context()
    assert context.request.post("/api/session", data={"name": account["name"], "password": account["password"]}).ok
    page = context.new_page()
    open_study(page, ready_study)
    expect(rows(page)).to_have_count(1)

    draw_distance(page, ready_study)

    expect(page.get_by_test_id("draft").locator("text")).to_contain_text("mm")
    expect(page.get_by_text("What you draw is not kept")).to_be_visible()
    expect(page.get_by_test_id("measurement-list").get_by_role("button", name="Delete")).to_have_count(0)
    assert len(measured()) == 1


def test_measuring_works_by_touch(
    open_context: Callable[..., BrowserContext], product: Product, ready_study: dict[str, Any], measured: Measured
) -> None:
    context = open_context(has_touch=True)
    account = {"name": product.admin, "password": product.password}
    assert context.request.post("/api/session", data=account).ok
    page = context.new_page()
    open_study(page, ready_study)
    view = View(page, "axial", ready_study)
    take(page, "Distance")

    # Two taps measure as a drag does.
    page.touchscreen.tap(*view.at(0.3, 0.4))
    page.touchscreen.tap(*view.at(0.7, 0.55))

    kept_row(page)
    (item,) = measured()
    expected = view.mm_between((0.3, 0.4), (0.7, 0.55))
    assert item["values"]["length_mm"] == pytest.approx(expected, abs=2 * view.mm_per_pixel)
