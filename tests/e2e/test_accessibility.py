"""Every page for people who read it with a screen reader, without a mouse, or who want less motion."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.scanning import THEMES, violations
from tests.support.product import Product
from tests.support.web_server import WebServer

PAGES = (
    "start",
    "patients",
    "patient",
    "upload",
    "study",
    "accounts",
    "groups",
    "deleted",
    "audit",
    "account",
    "not found",
)

# Everything that a mouse can use; of a group of radio buttons the keyboard stops at one.
USABLE = """() => [...document.querySelectorAll('a[href], button, input, select, textarea, [tabindex="0"]')].filter(
  (element) => !element.disabled && element.tabIndex >= 0 && element.checkVisibility({visibilityProperty: true})
    && !(element.type === 'radio' && !element.checked)
    && !(element.tagName === 'INPUT' && element.type === 'file')
).map((element) => { element.dataset.usable = element.getAttribute('aria-label') || element.textContent.trim()
    || element.type; return element.dataset.usable; })"""
# What has the focus, and whether it shows: on itself or what is drawn after it, on its label, or on its handle.
FOCUSED = """() => {
  const element = document.activeElement;
  const rings = [[element, null], [element, '::after'], [element.parentElement, null]];
  const handle = /:focus-visible::-webkit-slider-thumb$/;
  const rules = [...document.styleSheets].flatMap((sheet) => [...sheet.cssRules]);
  const shown = rings.some(([part, pseudo]) => part && getComputedStyle(part, pseudo).boxShadow !== 'none')
    || rules.some(({selectorText = '', style}) => handle.test(selectorText) && style.boxShadow !== ''
      && element.matches(selectorText.replace(/::.*/, '')));
  element.dataset.reached = 'yes';
  return {name: element.dataset.usable ?? null, shown};
}"""
UNREACHED = """() => [...document.querySelectorAll('[data-usable]:not([data-reached])')].map(
  (element) => element.dataset.usable)"""
# Seconds that the slowest thing on the page moves.
SLOWEST = """() => Math.max(...[...document.querySelectorAll('*')].flatMap((element) => {
  const {transitionDuration, animationDuration} = getComputedStyle(element);
  return `${transitionDuration}, ${animationDuration}`.split(', ').map(parseFloat);
}))"""


def show(page: Page, name: str, *, study: dict[str, Any]) -> None:
    """Open one of the pages and wait until it is all there."""
    patient = study["patient"]["id"]
    address, there = {
        "start": ("/", page.get_by_test_id("study-row").first),
        "patients": ("/patients", page.get_by_test_id("patient-row").first),
        "patient": (f"/patients/{patient}", page.get_by_role("button", name="Delete patient")),
        "upload": ("/upload", page.get_by_role("button", name="Upload and segment")),
        # The last to come; until then its switch is disabled, and a scan would see half of either state.
        "study": (f"/studies/{study['id']}", page.get_by_test_id("sum-of-products")),
        "accounts": ("/accounts", page.get_by_test_id("account-row").first),
        "groups": ("/groups", page.get_by_role("button", name="Create group")),
        "deleted": ("/deleted", page.get_by_role("heading", level=1)),
        "audit": ("/audit", page.get_by_role("link", name="Export")),
        "account": ("/account", page.get_by_role("button", name="Issue token")),
        "not found": ("/nowhere", page.get_by_role("heading", name="Page not found")),
    }[name]
    page.goto(address)
    expect(there).to_be_visible()
    expect(page.get_by_text("Loading…")).to_have_count(0)


def with_theme(context: BrowserContext, theme: str) -> None:
    """Let a browser have chosen a theme at an earlier visit."""
    context.add_init_script(f"localStorage.setItem('neuroslice.theme', '{theme}')")


def test_the_chosen_theme_is_there_before_the_programme_of_the_page(page: Page) -> None:
    with_theme(page.context, "light")
    page.route("**/assets/*.js", lambda route: route.abort())
    page.goto("/")
    assert page.locator("html").get_attribute("data-theme") == "light"


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("name", PAGES)
def test_the_axe_scan_finds_nothing(page: Page, ready_study: dict[str, Any], name: str, theme: str) -> None:
    page.emulate_media(reduced_motion="reduce")
    with_theme(page.context, theme)
    show(page, name, study=ready_study)

    assert page.locator("html").get_attribute("data-theme") == theme
    assert violations(page) == []


@pytest.mark.parametrize("theme", THEMES)
def test_the_axe_scan_finds_nothing_in_what_is_opened_over_a_study(
    page: Page, ready_study: dict[str, Any], theme: str
) -> None:
    page.emulate_media(reduced_motion="reduce")
    with_theme(page.context, theme)
    show(page, "study", study=ready_study)
    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    found = violations(page)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Save picture").click()
    expect(page.get_by_role("dialog").get_by_role("button", name="Save PNG")).to_be_visible()
    found += violations(page)
    page.keyboard.press("Escape")
    page.get_by_role("switch", name="3D view").click()
    expect(page.get_by_test_id("volume-pane")).to_have_attribute("data-drawn", "flair")
    found += violations(page)

    assert found == []


@pytest.mark.parametrize("theme", THEMES)
def test_the_axe_scan_finds_nothing_at_the_entrance_and_where_nothing_is_yet(
    open_context: Callable[..., BrowserContext], fresh_server: WebServer, theme: str
) -> None:
    context = open_context(base_url=fresh_server.url, reduced_motion="reduce")
    with_theme(context, theme)
    page = context.new_page()
    page.goto("/")
    expect(page.get_by_label("One-time code")).to_be_visible()
    found = violations(page)
    fresh_server.make_administrator(name="root", password="a long phrase here")
    page.goto("/sign-in")
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    found += violations(page)
    page.get_by_label("Name").fill("root")
    page.get_by_label("Password").fill("a long phrase here")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_text("No studies yet.")).to_be_visible()
    found += violations(page)
    page.get_by_role("button", name="Account menu").click()
    found += violations(page)

    assert found == []


@pytest.mark.parametrize("name", PAGES)
def test_everything_is_reached_with_the_keyboard_and_shows_that_it_is(
    page: Page, ready_study: dict[str, Any], name: str
) -> None:
    show(page, name, study=ready_study)
    usable = page.evaluate(USABLE)
    assert len(usable) > 4
    unseen = []
    for _ in range(2 * len(usable)):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if focused["name"] is not None and not focused["shown"]:
            unseen.append(focused["name"])

    assert page.evaluate(UNREACHED) == []
    assert unseen == []


def test_nothing_moves_for_those_who_want_less_motion(page: Page, ready_study: dict[str, Any]) -> None:
    show(page, "study", study=ready_study)
    assert page.evaluate(SLOWEST) > 0.01
    page.emulate_media(reduced_motion="reduce")
    assert page.evaluate(SLOWEST) <= 0.001


def test_a_reader_comes_past_the_header_at_once(page: Page, product: Product) -> None:
    page.goto("/")
    expect(page.get_by_role("heading", name="Recent studies")).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "main"
