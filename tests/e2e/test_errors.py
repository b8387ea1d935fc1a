"""What a reader sees when something fails, and how it goes on."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from typing import Any

from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.scanning import violations_in_both_themes
from tests.support.product import Product
from tests.support.web_server import WebServer

NAME, PASSWORD = "root", "a long phrase here"


def end_sessions(product: Product) -> None:
    """Let the server forget every browser, as after a long time away."""
    with closing(sqlite3.connect(product.data_dir / "neuroslice.sqlite3", timeout=600)) as file:
        file.execute("DELETE FROM sessions")
        file.commit()


def sign_in(page: Page, *, name: str, password: str) -> None:
    """Fill in the sign-in page."""
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Sign in", exact=True).click()


def test_a_server_that_goes_away_is_said_and_all_goes_on_by_itself_when_it_is_back(
    open_context: Callable[..., BrowserContext], fresh_server: WebServer
) -> None:
    fresh_server.make_administrator(name=NAME, password=PASSWORD)
    page = open_context(base_url=fresh_server.url).new_page()
    page.goto("/")
    sign_in(page, name=NAME, password=PASSWORD)
    expect(page.get_by_text("No studies yet.")).to_be_visible()
    banner = page.get_by_test_id("connection")
    expect(banner).to_be_empty()

    fresh_server.stop()
    page.get_by_role("link", name="Patients").click()
    expect(banner).to_contain_text("The server does not answer.")
    expect(page.get_by_role("heading", name="Patients")).to_be_visible()

    fresh_server.start()
    expect(banner).to_be_empty()
    expect(page.get_by_text("No patients yet.")).to_be_visible()
    expect(page.get_by_role("alert")).to_have_count(0)


def test_a_page_that_broke_because_the_server_was_away_is_shown_once_it_is_back(
    open_context: Callable[..., BrowserContext], product: Product
) -> None:
    page = open_context().new_page()
    page.route("**/api/**", lambda route: route.abort())
    page.goto("/")
    expect(page.get_by_role("heading", name="Something went wrong")).to_be_visible()
    expect(page.get_by_test_id("connection")).to_contain_text("The server does not answer.")
    assert violations_in_both_themes(page) == []
    page.unroute_all()

    expect(page.get_by_role("form", name="Sign in")).to_be_visible()
    expect(page.get_by_test_id("connection")).to_be_empty()


def test_where_nothing_is_yet_it_is_said_what_to_do(
    open_context: Callable[..., BrowserContext], fresh_server: WebServer
) -> None:
    fresh_server.make_administrator(name=NAME, password=PASSWORD)
    page = open_context(base_url=fresh_server.url).new_page()
    page.goto("/patients")
    sign_in(page, name=NAME, password=PASSWORD)
    expect(page.get_by_text("No patients yet.")).to_be_visible()
    page.get_by_role("main").get_by_role("link", name="Upload a study").click()

    expect(page.get_by_role("heading", name="Upload a study")).to_be_visible()


def test_a_session_that_ends_leaves_the_page_as_it_is_behind_a_sign_in(
    page: Page, product: Product, ready_study: dict[str, Any]
) -> None:
    page.goto(f"/studies/{ready_study['id']}")
    slider = page.get_by_role("slider", name="Axial slice")
    slider.focus()
    for key in ("ArrowUp", "ArrowUp", "PageUp"):
        slider.press(key)
    number = slider.input_value()
    page.get_by_role("button", name="Edit study").click()
    page.get_by_label("Description").fill("seen in the reading room")
    end_sessions(product)
    # Some other request may have told the page already, which then is out of a pointer's reach.
    page.get_by_role("button", name="Save", exact=True, include_hidden=True).dispatch_event("click")

    again = page.get_by_role("dialog", name="Your session has ended")
    expect(again).to_be_visible()
    assert violations_in_both_themes(page) == []
    expect(page.get_by_test_id("patient-banner")).to_be_hidden()
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    expect(again).to_be_visible()
    again.get_by_label("Password").fill("not the password")
    again.get_by_role("button", name="Sign in", exact=True).click()
    expect(again.get_by_role("alert")).to_contain_text("Name or password is not right.")
    again.get_by_label("Password").fill(product.password)
    again.get_by_role("button", name="Sign in", exact=True).click()

    expect(page.get_by_label("Description")).to_have_value("seen in the reading room")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_test_id("patient-banner")).to_contain_text("seen in the reading room")
    assert slider.input_value() == number


def test_somebody_else_gets_nothing_of_a_session_that_has_ended(
    page: Page, product: Product, ready_study: dict[str, Any]
) -> None:
    page.goto(f"/patients/{ready_study['patient']['id']}")
    expect(page.get_by_role("heading", name="Ada Lovelace")).to_be_visible()
    end_sessions(product)
    # Some other request may have told the page already, which then is out of a pointer's reach.
    page.get_by_role("link", name="Recent studies", include_hidden=True).dispatch_event("click")
    page.get_by_role("button", name="Sign in as somebody else").click()

    expect(page.get_by_role("form", name="Sign in")).to_be_visible()
    expect(page.get_by_text("Ada Lovelace")).to_have_count(0)


def test_after_signing_in_the_address_is_the_one_that_was_asked_for(
    page: Page, product: Product, ready_study: dict[str, Any]
) -> None:
    place = {"sagittal": 40, "coronal": 61, "axial": 22}
    end_sessions(product)
    page.goto(f"/studies/{ready_study['id']}?at={','.join(map(str, place.values()))}&channel=t2")
    sign_in(page, name=product.admin, password=product.password)

    expect(page.get_by_test_id("patient-banner")).to_contain_text("Ada Lovelace")
    for axis, index in place.items():
        view = page.get_by_test_id(f"view-{axis}")
        expect(view).to_have_attribute("data-painted", str(index))
        expect(view).to_have_attribute("data-channel", "t2")
