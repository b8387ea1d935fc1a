"""Fingers on a tablet: slices, crosshair, zoom, window, and room for all of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.looking import (
    crosshair,
    grey,
    indices,
    place,
    wait_until_painted,
)
from tests.e2e.touching import touch
from tests.support.product import Product


@pytest.fixture
def tablet(open_context: Callable[..., BrowserContext], product: Product, ready_study: dict[str, Any]) -> Page:
    """Open the ready study on a tablet."""
    context = open_context(viewport={"width": 1180, "height": 820}, has_touch=True)
    context.request.post("/api/session", data={"name": product.admin, "password": product.password})
    page = context.new_page()
    page.goto(f"/studies/{ready_study['id']}")
    wait_until_painted(page)
    return page


@pytest.mark.on_a_real_case_too
def test_a_tap_places_the_crosshair(tablet: Page) -> None:
    there = place(tablet, "axial", across=0.6, down=0.5)
    before = indices(tablet)

    tablet.touchscreen.tap(*there)

    expect(tablet.get_by_test_id("view-sagittal")).not_to_have_attribute("data-target", str(before["sagittal"]))
    assert crosshair(tablet, "axial") == pytest.approx(there, abs=4)
    assert indices(tablet)["axial"] == before["axial"]


@pytest.mark.on_a_real_case_too
def test_a_finger_leafs_through_the_slices_of_the_view_that_it_is_on(tablet: Page) -> None:
    x, y = place(tablet, "coronal", across=0.5, down=0.5)
    before = indices(tablet)

    touch(tablet, [(x, y + step) for step in (0, 10, 20, 30)])

    view = tablet.get_by_test_id("view-coronal")
    expect(view).to_have_attribute("data-painted", str(before["coronal"] - 6))
    assert indices(tablet) == {**before, "coronal": before["coronal"] - 6}


@pytest.mark.on_a_real_case_too
def test_a_finger_draws_with_the_tool_that_measures(
    tablet: Page, product: Product, ready_study: dict[str, Any]
) -> None:
    tablet.locator("label").filter(has=tablet.get_by_role("radio", name="Distance")).tap()
    x, y = place(tablet, "axial", across=0.5, down=0.5)
    before = indices(tablet)

    touch(tablet, [(x + step, y) for step in (0, 20, 40, 60)])

    measured = tablet.get_by_test_id("measurement-list").get_by_role("listitem")
    expect(measured).to_have_count(1)
    expect(measured).to_have_attribute("aria-busy", "false")
    assert indices(tablet) == before
    (kept,) = product.request("GET", f"/api/studies/{ready_study['id']}/measurements").json()["items"]
    product.request("DELETE", f"/api/measurements/{kept['id']}")


@pytest.mark.parametrize("region", ["WT", "TC", "ET"])
def test_the_region_under_the_crosshair_is_named_in_full_beside_the_panels(tablet: Page, region: str) -> None:
    tablet.get_by_test_id(f"region-{region}").get_by_role("button", name=re.compile("largest")).tap()

    named = tablet.get_by_test_id("readout-region")
    expect(named).to_contain_text(re.compile("·"))
    assert named.locator("span").last.evaluate("words => words.scrollWidth - words.clientWidth") <= 0


def test_on_a_tablet_that_stands_upright_the_views_are_larger_than_the_panels_below(tablet: Page) -> None:
    tablet.set_viewport_size({"width": 820, "height": 1180})
    tablet.locator("label").filter(has=tablet.get_by_role("radio", name="All modalities of one direction")).tap()

    views = tablet.get_by_test_id(re.compile("^view-axial"))
    expect(views).to_have_count(4)
    boxes = [box for box in (view.bounding_box() for view in views.all()) if box is not None]
    height = max(box["y"] + box["height"] for box in boxes) - min(box["y"] for box in boxes)
    panels = tablet.get_by_test_id("panels").bounding_box()
    assert panels is not None
    assert height >= 1.6 * panels["height"]


def test_every_tool_is_as_large_as_a_finger(tablet: Page) -> None:
    # Everything in the bar of tools that can be pressed; a radio is as large as the label around it.
    tools = tablet.get_by_test_id("viewer").locator("> :first-child :is(button, label, select)")
    sizes = [box for box in (tool.bounding_box() for tool in tools.all()) if box is not None]

    assert len(sizes) > 20
    assert min(min(box["width"], box["height"]) for box in sizes) >= 44


@pytest.mark.on_a_real_case_too
def test_two_fingers_that_part_zoom_and_leave_the_crosshair(tablet: Page) -> None:
    x, y = place(tablet, "axial", across=0.5, down=0.5)
    at = indices(tablet)

    touch(tablet, [(x - step, y) for step in (20, 30, 40, 60)], [(x + step, y) for step in (20, 30, 40, 60)])

    expect(tablet).to_have_url(re.compile("camera=axial:3:"))
    assert indices(tablet) == at


@pytest.mark.on_a_real_case_too
def test_two_fingers_side_by_side_change_the_window(tablet: Page) -> None:
    x, y = place(tablet, "axial", across=0.5, down=0.5)
    before = grey(tablet)

    touch(tablet, [(x - 20, y - step) for step in (0, 20, 40, 60)], [(x + 20, y - step) for step in (0, 20, 40, 60)])

    expect(tablet).to_have_url(re.compile("window=flair"))
    assert "camera" not in tablet.url
    assert grey(tablet)[..., :3].mean() > before[..., :3].mean()


def test_everything_fits_a_tablet(tablet: Page) -> None:
    overflow = tablet.evaluate(
        "() => [document.documentElement.scrollWidth - innerWidth, document.documentElement.scrollHeight - innerHeight]"
    )
    assert max(overflow) <= 0
