"""Room for the pictures: the panel beside them, its sections, full screen, and slices that go by on their own."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.e2e.looking import canvas_box, indices, place, wait_until_painted


@pytest.fixture
def study_page(page: Page, ready_study: dict[str, Any]) -> Page:
    """Open the ready study and wait until its three views are painted."""
    page.goto(f"/studies/{ready_study['id']}")
    wait_until_painted(page)
    return page


def panel_button(page: Page) -> Any:
    """Find what puts the panel away and takes it back."""
    return page.get_by_role("button", name="Side panel")


def test_without_the_panel_the_views_are_wider_and_stay_so(study_page: Page) -> None:
    before = canvas_box(study_page, "axial")["width"]

    panel_button(study_page).click()

    expect(study_page.get_by_role("region", name="Regions")).to_be_hidden()
    assert canvas_box(study_page, "axial")["width"] > before + 100
    study_page.reload()
    wait_until_painted(study_page)
    expect(panel_button(study_page)).to_have_attribute("aria-pressed", "false")
    expect(study_page.get_by_role("region", name="Regions")).to_be_hidden()
    panel_button(study_page).click()
    expect(study_page.get_by_role("region", name="Regions")).to_be_visible()


def test_regions_window_and_measurements_are_in_sight_and_nothing_scrolls_in_what_scrolls(study_page: Page) -> None:
    expect(study_page.get_by_test_id("sum-of-products")).to_be_visible()
    for name in ("Regions", "Window"):
        expect(study_page.get_by_role("region", name=name)).to_be_in_viewport(ratio=1)
    # Where a region is of low confidence, a line says so: then the end of the last one is scrolled to.
    expect(study_page.get_by_role("button", name="Measurements")).to_be_in_viewport(ratio=1)

    scrolling = study_page.get_by_test_id("viewer").evaluate(
        """viewer => [...viewer.querySelectorAll("*")]
            .filter(element => /auto|scroll/.test(getComputedStyle(element).overflowY)).length"""
    )
    assert scrolling == 1


def test_a_section_stays_folded(study_page: Page) -> None:
    title = study_page.get_by_role("button", name="Window · FLAIR")

    title.click()

    expect(study_page.get_by_test_id("histogram")).to_have_count(0)
    study_page.reload()
    wait_until_painted(study_page)
    expect(title).to_have_attribute("aria-expanded", "false")


def test_full_screen_is_for_the_pictures_and_says_whose_they_are(study_page: Page) -> None:
    before = canvas_box(study_page, "axial")

    study_page.get_by_role("button", name="Full screen").click()

    expect(study_page.get_by_role("banner")).to_be_hidden()
    expect(study_page.get_by_test_id("research-notice")).to_be_hidden()
    expect(study_page.get_by_role("region", name="Regions")).to_be_hidden()
    whose = study_page.get_by_test_id("patient-banner")
    for words in ("Ada Lovelace", "READY-1", "1965", "research"):
        expect(whose).to_contain_text(words)
    expect(whose.get_by_text("For research use only")).to_be_visible()
    after = canvas_box(study_page, "axial")
    assert after["width"] > before["width"] + 100
    assert after["height"] > before["height"] + 30
    panel_button(study_page).click()
    expect(study_page.get_by_role("region", name="Regions")).to_be_visible()
    study_page.get_by_role("button", name="Full screen").click()
    expect(study_page.get_by_role("banner")).to_be_visible()
    expect(study_page.get_by_test_id("research-notice")).to_be_visible()


def test_who_leaves_the_study_leaves_full_screen_too(study_page: Page) -> None:
    study_page.get_by_role("button", name="Full screen").click()
    expect(study_page.get_by_role("banner")).to_be_hidden()

    study_page.get_by_test_id("patient-banner").get_by_role("link").click()

    expect(study_page.get_by_role("banner")).to_be_visible()
    assert not study_page.evaluate("Boolean(document.fullscreenElement)")


def test_slices_go_by_in_order_each_with_its_own_mask_until_anything_is_pressed(study_page: Page) -> None:
    study_page.evaluate(
        """() => {
            const view = document.querySelector('[data-testid="view-coronal"]');
            window.shown = [];
            new MutationObserver(() => window.shown.push([view.dataset.painted, view.dataset.segmentation]))
                .observe(view, { attributeFilter: ["data-painted"] });
        }"""
    )
    study_page.mouse.move(*place(study_page, "coronal"))
    before = indices(study_page)

    study_page.keyboard.press("c")
    expect(study_page.get_by_test_id("cine")).to_be_visible()
    first = "|".join(str(before["coronal"] + step) for step in range(6))
    expect(study_page.get_by_test_id("view-coronal")).not_to_have_attribute("data-painted", re.compile(f"^({first})$"))
    study_page.keyboard.press("Shift")

    expect(study_page.get_by_test_id("cine")).to_have_count(0)
    shown = study_page.evaluate("window.shown")
    painted = [int(index) for index, _ in shown]
    assert painted == list(range(before["coronal"] + 1, before["coronal"] + 1 + len(painted)))
    assert all(re.fullmatch(r"\d+", segmentation) for _, segmentation in shown)
    assert indices(study_page)["axial"] == before["axial"]


def test_a_lesion_is_shown_on_the_modality_where_it_enhances(study_page: Page) -> None:
    study_page.get_by_test_id("lesions").get_by_role("button", name=re.compile("lesion")).click()

    study_page.get_by_test_id("lesion-1").get_by_role("button", name=re.compile("mm")).first.click()

    expect(study_page.get_by_test_id("view-axial")).to_have_attribute("data-channel", "t1ce")
    study_page.get_by_role("button", name="Go to where WT is largest").click()
    expect(study_page.get_by_test_id("view-axial")).to_have_attribute("data-channel", "t1ce")


@pytest.mark.parametrize(
    ("width", "height"),
    [(1280, 500), (900, 600), (640, 480), (800, 360), (820, 1180), (390, 844)],
)
def test_however_small_the_window_is_every_view_is_seen_and_nothing_lies_over_it(
    study_page: Page, width: int, height: int
) -> None:
    study_page.set_viewport_size({"width": width, "height": height})

    for view in ("axial", "coronal", "sagittal"):
        canvas = study_page.get_by_test_id(f"canvas-{view}")
        canvas.scroll_into_view_if_needed()
        box = canvas_box(study_page, view)
        assert box["width"] > 150
        assert box["height"] > 60
        slider = study_page.get_by_test_id(f"view-{view}").get_by_role("slider")
        slider.scroll_into_view_if_needed()
        # A press reaches nothing but what is pressed.
        slider.click(trial=True)
    assert study_page.evaluate("document.documentElement.scrollWidth") == width
    assert study_page.evaluate("document.querySelector('main').scrollWidth") == width
