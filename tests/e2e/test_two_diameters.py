"""Two diameters in a real browser: drawn by hand, adjusted, and as a lesion's proposal that is taken back."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.e2e.measuring import Measured, go_to, kept_row, open_study, rows, take
from tests.e2e.view import View
from tests.support.product import Product

Place = tuple[float, float]


@pytest.fixture
def study_page(page: Page, ready_study: dict[str, Any], measured: Measured) -> Page:
    """Open the ready study and wait until its views are painted."""
    open_study(page, ready_study)
    return page


@pytest.fixture(scope="session")
def lesions(product: Product, ready_study: dict[str, Any]) -> list[dict[str, Any]]:
    """Give what is proposed for the lesions of the ready study, the largest first."""
    segmentation = ready_study["segmentations"][-1]["id"]
    items: list[dict[str, Any]] = product.request("GET", f"/api/segmentations/{segmentation}/lesions?region=ET").json()[
        "items"
    ]
    assert items[0]["measurable"]
    return items


def draw(page: Page, study: dict[str, Any], start: Place, end: Place) -> View:
    view = View(page, "axial", study)
    take(page, "Two diameters")
    view.drag(start, end)
    kept_row(page)
    take(page, "Crosshair")
    return view


def handle(page: Page, mark: str, end: int) -> Place:
    """Give where an end of a mark is on the screen."""
    box = page.get_by_test_id(f"{mark}-end-{end}").bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def drag(page: Page, start: Place, by: Place) -> None:
    page.mouse.move(*start)
    page.mouse.down()
    page.mouse.move(start[0] + by[0], start[1] + by[1], steps=5)
    page.mouse.up()


def sum_of(page: Page, value: float) -> None:
    expect(page.get_by_test_id("sum-of-products")).to_have_text(re.compile(re.escape(f"{value:,.0f}")))


def first_row(page: Page) -> Locator:
    """Open the list of the lesions; give the first."""
    page.get_by_test_id("lesions").get_by_role("button", name=re.compile("lesions?( measurable)?$")).click()
    return page.get_by_test_id("lesion-1")


def test_a_drag_draws_the_long_diameter_and_the_short_one_across_its_middle(
    study_page: Page, ready_study: dict[str, Any], measured: Measured
) -> None:
    go_to(study_page, axis="axial", index=8)
    view = draw(study_page, ready_study, (0.3, 0.4), (0.6, 0.5))

    (item,) = measured()
    long = view.mm_between((0.3, 0.4), (0.6, 0.5))
    assert item["kind"] == "bidirectional"
    assert item["values"]["long_mm"] == pytest.approx(long, abs=2 * view.mm_per_pixel)
    assert item["values"]["short_mm"] == pytest.approx(item["values"]["long_mm"] / 2, rel=0.01)
    expect(rows(study_page).last).to_contain_text("Two diameters")


def test_an_end_of_the_short_diameter_leaves_the_long_one_alone(
    study_page: Page, ready_study: dict[str, Any], measured: Measured
) -> None:
    go_to(study_page, axis="axial", index=8)
    view = draw(study_page, ready_study, (0.3, 0.4), (0.6, 0.4))
    (drawn,) = measured()
    mark = f"measurement-{drawn['id']}"
    ends = [handle(study_page, mark, end) for end in range(4)]
    outwards = 1 if ends[2][1] > ends[3][1] else -1

    # Away from the long one, and along it.
    drag(study_page, ends[2], (30, outwards * 20))
    expect(rows(study_page).last).not_to_contain_text(f"{drawn['values']['short_mm']:.1f}\u00a0mm")
    kept_row(study_page)

    (moved,) = measured()
    assert moved["points"][:2] == drawn["points"][:2]
    assert moved["values"]["long_mm"] == drawn["values"]["long_mm"]
    grown = drawn["values"]["short_mm"] + 20 * view.mm_per_pixel
    assert moved["values"]["short_mm"] == pytest.approx(grown, abs=2 * view.mm_per_pixel)
    assert handle(study_page, mark, 3)[0] == pytest.approx(ends[3][0] + 30, abs=2)
    assert handle(study_page, mark, 3)[1] == pytest.approx(ends[3][1], abs=2)


@pytest.mark.on_a_real_case_too
def test_a_lesion_is_adjusted_once_an_end_was_moved_and_goes_back_to_its_proposal(
    study_page: Page, ready_study: dict[str, Any], measured: Measured, lesions: list[dict[str, Any]]
) -> None:
    largest = lesions[0]
    total = sum(lesion["product_mm2"] for lesion in lesions if lesion["measurable"])
    sum_of(study_page, total)
    row = first_row(study_page)
    expect(row).to_contain_text(f"{largest['long_mm']:.1f} × {largest['short_mm']:.1f}")

    # Only the ends are shown: nothing has been moved yet, and nothing is kept.
    row.get_by_role("button", name="Adjust").click()
    expect(study_page.get_by_test_id("view-axial")).to_have_attribute("data-painted", str(largest["index"]))
    expect(study_page.get_by_test_id("proposal-1")).to_have_attribute("data-selected", "true")
    expect(row).to_contain_text("proposed")
    expect(rows(study_page)).to_have_count(0)
    assert measured() == []
    study_page.mouse.click(*handle(study_page, "proposal-1", 0))
    expect(row).to_contain_text("proposed")

    start, other = (handle(study_page, "proposal-1", end) for end in (0, 1))
    drag(study_page, start, (0.3 * (start[0] - other[0]), 0.3 * (start[1] - other[1])))
    expect(row).to_contain_text("adjusted by")
    expect(study_page.get_by_test_id("proposal-1")).to_have_count(0)
    kept_row(study_page)
    (kept,) = measured()
    assert (kept["kind"], kept["axis"], kept["index"]) == ("bidirectional", "axial", largest["index"])
    assert kept["values"]["long_mm"] == pytest.approx(1.3 * largest["long_mm"], rel=0.05)
    sum_of(study_page, total - largest["product_mm2"] + kept["values"]["product_mm2"])

    row.get_by_role("button", name="Reset to proposal").click()
    expect(row).to_contain_text("proposed")
    expect(rows(study_page)).to_have_count(0)
    sum_of(study_page, total)
    undo = study_page.get_by_test_id("measurement-list").get_by_role("button", name="Undo")
    undo.click()
    expect(row).to_contain_text("adjusted by")
    kept_row(study_page)
    assert [item["points"] for item in measured()] == [kept["points"]]
    # The drag was one step.
    undo.click()
    expect(row).to_contain_text("proposed")
    expect(rows(study_page)).to_have_count(0)


def test_two_diameters_drawn_over_a_lesion_stand_for_it(
    study_page: Page, ready_study: dict[str, Any], measured: Measured, lesions: list[dict[str, Any]]
) -> None:
    largest = lesions[0]
    row = first_row(study_page)
    go_to(study_page, axis="axial", index=largest["index"])
    ends = [handle(study_page, "proposal-1", end) for end in (0, 1)]
    take(study_page, "Two diameters")

    # Beside the handles, so that the lesion's own are not taken.
    study_page.mouse.move(ends[0][0], ends[0][1] + 30)
    study_page.mouse.down()
    study_page.mouse.move(ends[1][0], ends[1][1] + 30, steps=5)
    study_page.mouse.up()

    kept_row(study_page)
    (item,) = measured()
    expect(row).to_contain_text(f"{item['values']['long_mm']:.1f} × {item['values']['short_mm']:.1f}")
    expect(row).to_contain_text(f"adjusted by {item['author']}")


def test_the_rule_of_the_diameters_is_said_beside_them(study_page: Page) -> None:
    ask = study_page.get_by_role("button", name="How the diameters are measured")
    ask.focus()
    study_page.keyboard.press("Enter")

    expect(study_page.get_by_text("necrosis and cavities are not measured across")).to_be_visible()
    expect(ask).to_have_attribute("aria-expanded", "true")
