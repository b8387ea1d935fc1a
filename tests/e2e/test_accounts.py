"""Who gets in, and what each role finds there."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import BrowserContext, Page, expect

from tests.support.product import Product
from tests.support.web_server import WebServer

PASSWORD = "another long phrase"


def sign_in(page: Page, *, name: str, password: str) -> None:
    """Fill in the sign-in page."""
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in").click()


def test_without_an_account_every_page_leads_to_signing_in_and_back(
    open_context: Callable[..., BrowserContext], product: Product, ready_study: dict[str, Any]
) -> None:
    page = open_context().new_page()
    page.goto(f"/studies/{ready_study['id']}")

    sign_in(page, name=product.admin, password="not the password")
    expect(page.get_by_role("alert")).to_be_visible()
    sign_in(page, name=product.admin, password=product.password)

    expect(page.get_by_test_id("patient-banner")).to_contain_text("Ada Lovelace")


def test_signing_out_ends_the_session(page: Page) -> None:
    page.goto("/")
    page.get_by_role("button", name="Account menu").click()
    page.get_by_role("button", name="Sign out").click()

    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    assert page.context.request.get("/api/studies").status == 401


def test_a_browser_left_open_elsewhere_is_signed_out_from_here(
    open_context: Callable[..., BrowserContext], product: Product
) -> None:
    # Somebody who is signed in nowhere else.
    product.request("POST", "/api/accounts", json={"name": "Sam", "password": PASSWORD, "role": "viewer"})
    here, elsewhere = (open_context().new_page() for _ in range(2))
    for page in (elsewhere, here):
        page.goto("/")
        sign_in(page, name="Sam", password=PASSWORD)
        expect(page.get_by_role("heading", name="Recent studies")).to_be_visible()
    here.set_viewport_size({"width": 1280, "height": 500})
    here.goto("/account")

    expect(here.get_by_test_id("session-row")).to_have_count(2)
    here.get_by_role("button", name=re.compile("^Sign out Chrome on Linux, signed in")).click()

    expect(here.get_by_test_id("session-row")).to_have_count(1)
    elsewhere.reload()
    expect(elsewhere.get_by_role("button", name="Sign in")).to_be_visible()
    # What only screen readers see makes no room below the page.
    assert here.evaluate("document.documentElement.scrollHeight <= innerHeight")


def test_a_viewer_made_by_the_administrator_can_look_but_not_change(
    page: Page, open_context: Callable[..., BrowserContext], ready_study: dict[str, Any]
) -> None:
    page.goto("/")
    page.get_by_role("button", name="Account menu").click()
    page.get_by_role("link", name="Accounts").click()
    form = page.get_by_role("form", name="New account")
    form.get_by_label("Name").fill("vera")
    form.get_by_label("Password").fill(PASSWORD)
    form.get_by_label("Role").select_option(label="Viewer")
    form.get_by_role("button", name="Create account").click()
    expect(page.get_by_test_id("account-row").filter(has_text="vera")).to_be_visible()

    vera = open_context().new_page()
    vera.goto("/")
    sign_in(vera, name="vera", password=PASSWORD)
    expect(vera.get_by_test_id("study-row").first).to_be_visible()
    expect(vera.get_by_role("link", name="Upload", exact=True)).to_have_count(0)
    vera.goto(f"/studies/{ready_study['id']}")
    expect(vera.get_by_test_id("view-axial")).to_have_attribute("data-painted", re.compile(r"\d+"))
    vera.get_by_role("button", name="Result").click()
    expect(vera.get_by_role("link", name="Download mask")).to_be_visible()
    expect(vera.get_by_role("button", name="Run again")).to_have_count(0)


def test_every_page_says_that_it_is_for_research(
    page: Page, open_context: Callable[..., BrowserContext], ready_study: dict[str, Any]
) -> None:
    notice = "For research use only"
    for path in ("/", "/patients", "/upload", f"/studies/{ready_study['id']}"):
        page.goto(path)
        expect(page.get_by_test_id("research-notice")).to_contain_text(notice)
        expect(page.get_by_test_id("research-notice")).to_be_visible()
    stranger = open_context().new_page()
    stranger.goto("/")
    expect(stranger.get_by_test_id("research-notice")).to_contain_text(notice)
    expect(stranger.get_by_test_id("research-notice")).to_be_visible()


def test_the_first_run_page_makes_the_administrator_with_the_printed_code(
    open_context: Callable[..., BrowserContext], fresh_server: WebServer
) -> None:
    page = open_context(base_url=fresh_server.url).new_page()
    page.goto("/")
    page.get_by_label("One-time code").fill("WRONG-CODE")
    page.get_by_label("Name").fill("root")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("Password again").fill(PASSWORD)
    page.get_by_role("button", name="Create administrator").click()
    expect(page.get_by_role("alert").first).to_be_visible()
    page.get_by_label("One-time code").fill(fresh_server.code)
    page.get_by_role("button", name="Create administrator").click()

    expect(page.get_by_role("link", name="Upload", exact=True)).to_be_visible()
