"""Signing in by a provider, by way of a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.e2e.conftest import PATIENCE_MS
from tests.e2e.scanning import violations_in_both_themes
from tests.support.oidc_provider import CLIENT_ID, CLIENT_SECRET, OidcProvider, running_provider
from tests.support.product import free_port
from tests.support.web_server import WebServer


@pytest.fixture
def provider_and_server(tmp_path: Path) -> Iterator[tuple[OidcProvider, WebServer]]:
    """Run a provider whose one user is an administrator, and a web server that knows it."""
    port = str(free_port())
    public_url = f"http://127.0.0.1:{port}"
    with running_provider(public_url=public_url) as provider:
        provider.user["groups"] = ["it"]
        server = WebServer(
            tmp_path,
            PORT=port,
            NEUROSLICE_PUBLIC_URL=public_url,
            NEUROSLICE_OIDC_ISSUER=provider.issuer,
            NEUROSLICE_OIDC_CLIENT_ID=CLIENT_ID,
            NEUROSLICE_OIDC_CLIENT_SECRET=CLIENT_SECRET,
            NEUROSLICE_OIDC_ROLES="it=admin",
            NEUROSLICE_OIDC_LABEL="St. Mary's",
        )
        server.url = public_url
        server.start()
        server.make_administrator(name="root", password="another long phrase")
        yield provider, server
        server.stop()


def test_the_button_leads_to_the_provider_and_back_to_the_page_that_was_asked_for(
    browser: Browser, provider_and_server: tuple[OidcProvider, WebServer]
) -> None:
    provider, server = provider_and_server
    context = browser.new_context(base_url=server.url, locale="en-GB")
    context.set_default_timeout(PATIENCE_MS)
    page = context.new_page()
    page.goto("/accounts")
    expect(page.get_by_role("button", name="Sign in with St. Mary's")).to_be_visible()
    assert violations_in_both_themes(page) == []
    page.get_by_role("button", name="Sign in with St. Mary's").click()

    row = page.get_by_test_id("account-row")
    expect(row.filter(has_text="kim")).to_be_visible()
    expect(row.filter(has_text="root")).to_be_visible()
    assert page.url == f"{server.url}/accounts"
    assert "/authorize" in provider.asked

    page.get_by_role("button", name="Account menu of kim").click()
    page.get_by_role("button", name="Sign out").click()
    provider.user["groups"] = ["staff"]
    page.get_by_role("button", name="Sign in with St. Mary's").click()
    expect(page.get_by_role("alert")).to_contain_text("You are not among those who may use NeuroSlice.")
    assert violations_in_both_themes(page) == []
    page.get_by_role("link", name="Back to signing in").click()
    expect(page.get_by_label("Password")).to_be_visible()
    context.close()
