"""How somebody looks at studies goes with the account, not with the browser."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from backend.settings import Settings
from db.upgrade import upgrade
from tests.e2e.conftest import PATIENCE_MS
from tests.support import telling_phantom
from tests.support.site import open_site
from tests.support.studies import post_study, store_mask
from tests.support.web_server import WebServer

PASSWORD = "correct horse battery"
FIRST, SECOND = "radiologist", "second reader"
ADDRESS = "/api/session/preferences"
# Notes, once a frame from the first that is painted on, which side of the patient is on the left.
_RECORD = """() => {
    window.leftSides = [];
    const note = () => {
        const view = document.querySelector('[data-testid=view-axial]');
        const letters = [...(view?.querySelectorAll('span') ?? [])].filter((each) => /^[LR]$/.test(each.textContent));
        const x = (element) => element.getBoundingClientRect().x;
        if (view?.dataset.painted) window.leftSides.push(letters.sort((a, b) => x(a) - x(b))[0].textContent);
        requestAnimationFrame(note);
    };
    requestAnimationFrame(note);
}"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebServer]:
    """Keep one study and two accounts, and serve them."""
    running = WebServer(tmp_path_factory.mktemp("preferences"))
    running.data_dir.mkdir()
    settings = Settings(data_dir=running.data_dir)
    upgrade(settings.database_url)
    with open_site(settings) as site:
        reply = post_study(site.client, {"flair": telling_phantom.image_file()})
        assert reply.json is not None
        store_mask(site.services, reply.json["job"]["id"], telling_phantom.labels())
        site.services.accounts.create(name=SECOND, password=PASSWORD, role="viewer")
    running.start()
    yield running
    running.stop()


@pytest.fixture
def new_browser(browser: Browser, server: WebServer) -> Iterator[Callable[[], BrowserContext]]:
    """Give a maker of browsers that know nothing of anybody yet."""
    contexts: list[BrowserContext] = []

    def make() -> BrowserContext:
        contexts.append(browser.new_context(base_url=server.url, locale="en-GB", reduced_motion="reduce"))
        contexts[-1].set_default_timeout(PATIENCE_MS)
        contexts[-1].add_init_script(f"({_RECORD})()")
        return contexts[-1]

    yield make
    for context in contexts:
        context.close()


def sign_in(page: Page, name: str) -> None:
    """Sign in by the page that opens in place of the study."""
    page.goto("/studies/1")
    page.get_by_label("Name").fill(name)
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Sign in", exact=True).click()
    wait_until_painted(page)


def wait_until_painted(page: Page) -> None:
    expect(page.get_by_test_id("view-axial")).to_have_attribute("data-painted", re.compile(r"\d+"))
    page.wait_for_function("() => window.leftSides.length > 5")


def sign_out(page: Page) -> None:
    page.get_by_role("button", name="Account menu").click()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_label("Password")).to_be_visible()


def left_sides(page: Page) -> set[str]:
    """Give what was on the left since the page was opened."""
    sides: set[str] = set(page.evaluate("window.leftSides"))
    return sides


def choose_neurological(page: Page) -> None:
    page.get_by_role("button", name="Neurological").click()
    expect(page.get_by_role("button", name="Neurological")).to_have_attribute("aria-pressed", "true")


def test_each_of_two_accounts_keeps_its_convention_in_this_browser_and_in_others(
    new_browser: Callable[[], BrowserContext],
) -> None:
    page = new_browser().new_page()
    sign_in(page, FIRST)
    assert left_sides(page) == {"R"}
    with page.expect_response(lambda reply: reply.url.endswith(ADDRESS)) as kept:
        choose_neurological(page)
    assert kept.value.ok

    sign_out(page)
    page.goto("about:blank")
    sign_in(page, SECOND)
    assert left_sides(page) == {"R"}
    sign_out(page)

    # Nothing is in this browser, and from the first picture on no view turns over.
    other = new_browser().new_page()
    sign_in(other, FIRST)
    assert left_sides(other) == {"L"}
    other.reload()
    wait_until_painted(other)
    assert left_sides(other) == {"L"}
    with other.expect_response(lambda reply: reply.url.endswith(ADDRESS)):
        other.get_by_role("button", name="Neurological").click()
    other.goto("about:blank")
    page.goto("about:blank")
    sign_in(page, FIRST)
    assert left_sides(page) == {"R"}


def test_what_is_chosen_while_the_server_is_away_holds_and_is_kept_later(
    new_browser: Callable[[], BrowserContext],
) -> None:
    context = new_browser()
    page = context.new_page()
    sign_in(page, SECOND)
    context.route(f"**{ADDRESS}", lambda route: route.abort())
    choose_neurological(page)
    page.reload()
    wait_until_painted(page)
    assert left_sides(page) == {"L"}
    assert context.request.get(ADDRESS).json() == {"convention": None}

    context.unroute_all()
    with page.expect_response(lambda reply: reply.url.endswith(ADDRESS)) as kept:
        page.reload()
    assert kept.value.json() == {"convention": "neurological"}
    wait_until_painted(page)
    assert left_sides(page) == {"L"}
    expect(page.get_by_role("button", name="Neurological")).to_have_attribute("aria-pressed", "true")
    assert page.evaluate("Object.keys(localStorage).filter((name) => name.includes('convention'))") == []
