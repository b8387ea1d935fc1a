"""How somebody looks at studies goes with the account, not with the browser."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from model.tasks import get_task
from tests.e2e.conftest import PATIENCE_MS
from tests.support import telling_phantom
from tests.support.served import ACCOUNT, keep_study, serving
from tests.support.site import Site
from tests.support.web_server import WebServer

FIRST, PASSWORD = ACCOUNT["name"], ACCOUNT["password"]
SECOND = "second reader"
WHOLE = get_task("brain-tumour").regions[0]
ADDRESS = "/api/session/preferences"
# Notes, once a frame from the first that is painted on, which side of the patient is on the left; and as long as the
# viewer is there, in which colour the whole tumour is, and which panels are open.
_RECORD = """() => {
    window.leftSides = [];
    window.colours = [];
    window.panels = [];
    const note = () => {
        const view = document.querySelector('[data-testid=view-axial]');
        const letters = [...(view?.querySelectorAll('span') ?? [])].filter((each) => /^[LR]$/.test(each.textContent));
        const x = (element) => element.getBoundingClientRect().x;
        if (view?.dataset.painted) window.leftSides.push(letters.sort((a, b) => x(a) - x(b))[0].textContent);
        const strip = document.querySelector('[data-testid=strips-axial] rect[data-region=WT]');
        if (strip) window.colours.push(strip.getAttribute('fill'));
        const viewer = document.querySelector('[data-testid=viewer]');
        const titles = [...(viewer?.querySelectorAll('button[aria-expanded][aria-controls]') ?? [])];
        const open = titles.filter((each) => each.ariaExpanded === 'true' && each.closest('section'));
        if (viewer) window.panels.push([viewer.dataset.panel, ...open.map((each) => each.textContent)].join());
        requestAnimationFrame(note);
    };
    requestAnimationFrame(note);
}"""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebServer]:
    """Keep one study and two accounts, and serve them."""

    def keep(site: Site) -> None:
        keep_study(site, telling_phantom.image_file(), telling_phantom.labels())
        site.services.accounts.create(name=SECOND, password=PASSWORD, role="viewer")

    with serving(tmp_path_factory.mktemp("preferences"), keep) as running:
        yield running


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


def shown(page: Page, what: str) -> set[str]:
    """Give what was noted since the page was opened."""
    noted: set[str] = set(page.evaluate(f"window.{what}"))
    return noted


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


def test_a_new_browser_shows_the_colours_and_the_panels_that_the_account_has_chosen_from_the_first_frame_on(
    new_browser: Callable[[], BrowserContext],
) -> None:
    page = new_browser().new_page()
    sign_in(page, FIRST)
    expect(page.locator("[data-testid=strips-axial] rect[data-region=WT]").first).to_be_visible()
    assert shown(page, "colours") == {WHOLE.colour}
    assert shown(page, "panels") == {"open,Regions,Window · FLAIR,Measurements,Download images"}
    for turn in (
        lambda: page.get_by_role("switch", name="Colour-blind-safe colours").click(),
        lambda: page.get_by_role("button", name="Window · FLAIR").click(),
        lambda: page.get_by_role("button", name="Result", exact=True).click(),
    ):
        with page.expect_response(lambda reply: reply.url.endswith(ADDRESS)) as kept:
            turn()
        assert kept.value.ok

    other = new_browser().new_page()
    sign_in(other, FIRST)
    expect(other.locator("[data-testid=strips-axial] rect[data-region=WT]").first).to_be_visible()
    expect(other.get_by_role("switch", name="Colour-blind-safe colours")).to_be_checked()
    assert shown(other, "colours") == {WHOLE.colour_blind_colour}
    assert shown(other, "panels") == {"open,Result,Regions,Measurements,Download images"}

    with other.expect_response(lambda reply: reply.url.endswith(ADDRESS)):
        other.get_by_role("button", name="Side panel").click()
    page.reload()
    wait_until_painted(page)
    assert {each.partition(",")[0] for each in shown(page, "panels")} == {"closed"}


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
    assert context.request.get(ADDRESS).json()["convention"] is None

    context.unroute_all()
    with page.expect_response(lambda reply: reply.url.endswith(ADDRESS)) as kept:
        page.reload()
    assert kept.value.json()["convention"] == "neurological"
    wait_until_painted(page)
    assert left_sides(page) == {"L"}
    expect(page.get_by_role("button", name="Neurological")).to_have_attribute("aria-pressed", "true")
    assert page.evaluate("Object.keys(localStorage).filter((name) => name.includes('preferences'))") == []
