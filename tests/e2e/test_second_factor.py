"""A second factor, from the first code to the first sign-in with one."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from backend.second_factor.totp import code_at, step_of
from tests.e2e.conftest import PATIENCE_MS
from tests.e2e.scanning import violations_in_both_themes
from tests.support.web_server import WebServer

NAME, PASSWORD = "root", "another long phrase"


@pytest.fixture
def strict_server(tmp_path: Path) -> Iterator[WebServer]:
    """Start a web server whose administrators must have a second factor."""
    server = WebServer(tmp_path, NEUROSLICE_SECOND_FACTOR="admins")
    server.start()
    yield server
    server.stop()


def sign_in(page: Page) -> None:
    page.get_by_label("Name").fill(NAME)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in").click()


def test_an_administrator_sets_up_an_app_before_anything_else_and_signs_in_with_a_recovery_code(
    browser: Browser, strict_server: WebServer
) -> None:
    strict_server.make_administrator(name=NAME, password=PASSWORD)
    context = browser.new_context(base_url=strict_server.url, locale="en-GB")
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    page.goto("/patients")
    sign_in(page)

    expect(page.get_by_role("heading", name="Second factor")).to_be_visible()
    expect(page.get_by_role("link", name="Patients")).to_have_count(0)
    assert violations_in_both_themes(page) == []
    page.get_by_label("Your password").fill(PASSWORD)
    page.get_by_role("button", name="Set up an authenticator app").click()
    picture = page.get_by_role("img", name="QR code for the authenticator app")
    expect(picture).to_be_visible()
    # The policy lets it be drawn: it came along, from nowhere else.
    assert picture.evaluate("image => image.naturalWidth > 0")
    assert violations_in_both_themes(page) == []
    key = base64.b32decode(page.get_by_test_id("second-factor-key").inner_text())
    page.get_by_label("Code").fill(code_at(key, step_of(datetime.now(tz=UTC))))
    page.get_by_role("button", name="Confirm the code").click()
    recovery_code = page.get_by_test_id("recovery-codes").get_by_role("listitem").first.inner_text()
    assert violations_in_both_themes(page) == []
    page.get_by_role("button", name="I have kept them").click()
    expect(page.get_by_role("link", name="Patients")).to_be_visible()

    page.get_by_role("button", name="Account menu").click()
    page.get_by_role("button", name="Sign out").click()
    sign_in(page)
    page.get_by_label("Code").fill(recovery_code)
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("link", name="Patients")).to_be_visible()
    context.close()
