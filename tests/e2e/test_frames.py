"""What is on the screen frame by frame while slices come late, change their source, or cannot be had."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, expect

from tests.e2e.conftest import PATIENCE_MS
from tests.e2e.frames import Seen, watching
from tests.support import telling_phantom
from tests.support.patience import until
from tests.support.served import ACCOUNT, keep_study, serving
from tests.support.site import Site
from tests.support.web_server import WebServer

COUNT = telling_phantom.SHAPE[2]
# GiB that the browser says the machine has: too few for any volume, and enough for all.
SCARCE, PLENTY = 0.001, 8
A_VOLUME = re.compile(r"\.nii\.gz\?")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebServer]:
    """Keep the telling phantom with its mask, and serve it."""

    def keep(site: Site) -> None:
        image, labels = telling_phantom.image_file(), telling_phantom.labels()
        keep_study(site, image, labels, uncertainty=telling_phantom.uncertainty())

    with serving(tmp_path_factory.mktemp("frames"), keep) as running:
        yield running


@pytest.fixture
def open_study(browser: Browser, server: WebServer) -> Iterator[Callable[..., tuple[Page, dict[str, Any]]]]:
    """Give a way to open the study at its first axial slice, in a browser that says how much memory it has."""
    contexts: list[BrowserContext] = []

    def open_it(
        *, memory: float, prepare: Callable[[BrowserContext], None] = lambda _: None
    ) -> tuple[Page, dict[str, Any]]:
        context = browser.new_context(
            base_url=server.url, viewport={"width": 900, "height": 700}, locale="en-GB", reduced_motion="reduce"
        )
        contexts.append(context)
        context.set_default_timeout(PATIENCE_MS)
        context.add_init_script(f"Object.defineProperty(navigator, 'deviceMemory', {{ get: () => {memory} }})")
        assert context.request.post("/api/session", data=ACCOUNT, timeout=PATIENCE_MS).ok
        prepare(context)
        study = context.request.get("/api/studies/1").json()
        page = context.new_page()
        page.goto(f"/studies/1?at=12,20,0&window=flair:0:{telling_phantom.GREATEST}")
        expect_shown(page, 0)
        return page, study

    yield open_it
    for context in contexts:
        context.close()


def expect_shown(page: Page, index: int) -> None:
    """Wait until the axial view shows a slice with its mask."""
    view = page.get_by_test_id("view-axial")
    expect(view).to_have_attribute("data-painted", str(index))
    expect(view).to_have_attribute("data-segmentation", re.compile(r"\d+"))


def go_to(page: Page, index: int) -> None:
    page.get_by_test_id("view-axial").get_by_role("slider").fill(str(index))


def wrong(frames: list[Seen]) -> list[Seen]:
    """Give the frames that were empty, or of which image, mask or number were not of one slice."""
    return [
        seen
        for seen in frames
        if seen.image != seen.painted
        or seen.mask not in (None, seen.image)
        or seen.uncertainty not in (None, seen.image)
    ]


def test_every_slice_of_the_phantom_tells_which_one_it_is(open_study: Callable[..., tuple[Page, Any]]) -> None:
    page, study = open_study(memory=SCARCE)
    for index in (0, 1, 15, COUNT - 1):
        go_to(page, index)
        expect_shown(page, index)
        with watching(page, study=study) as frames:
            pass
        assert {(seen.painted, seen.image, seen.mask) for seen in frames} == {(index, index, index)}


def test_no_frame_is_empty_or_mixed_while_pngs_make_way_for_the_volume(
    open_study: Callable[..., tuple[Page, Any]],
) -> None:
    held: list[Route] = []
    page, study = open_study(
        memory=PLENTY, prepare=lambda context: context.route(A_VOLUME, lambda route: held.append(route))
    )
    until(lambda: page.evaluate("() => true") and held != [], what="no volume was asked for")

    with watching(page, study=study) as frames:
        for index in range(1, COUNT - 1):
            go_to(page, index)
            if index in (8, 16):
                # The image's volume comes in the middle of the drag, and the mask's after it.
                until(lambda: page.evaluate("() => true") and held != [], what="no other volume was asked for")
                held.pop().continue_()
        while page.get_by_test_id("loaded-axial").get_attribute("data-loaded") != str(COUNT):
            for route in held:
                route.continue_()
            held.clear()
            page.evaluate("() => true")
        go_to(page, COUNT - 1)
        expect_shown(page, COUNT - 1)

    assert wrong(frames) == []
    # What is painted last is from memory.
    assert frames[-1] == Seen(COUNT - 1, COUNT - 1, COUNT - 1, None)
    # Only a mask that could not be had may be missing, and all could.
    assert [seen for seen in frames if seen.mask is None] == []


def test_a_server_that_goes_away_while_slices_are_read_leaves_no_wrong_one_and_all_comes_back_by_itself(
    open_study: Callable[..., tuple[Page, Any]], server: WebServer
) -> None:
    page, study = open_study(memory=SCARCE)
    view, banner = page.get_by_test_id("view-axial"), page.get_by_test_id("connection")
    # Of what is fetched ahead the server has not answered for all when it goes.
    held: list[Route] = []
    page.route(re.compile(r"/axial/([12]\d|3\d)\.png"), lambda route: held.append(route))
    with watching(page, study=study) as frames:
        for index in (1, 2, 3):
            go_to(page, index)
            expect_shown(page, index)
        server.stop()
        # What was held goes on.
        page.unroute_all()
        # Beyond what was fetched ahead.
        for index in range(4, COUNT - 1):
            go_to(page, index)
        expect(banner).to_contain_text("The server does not answer.")
        message = view.get_by_text("This slice could not be loaded. Trying again…")
        expect(message).to_be_visible()
        expect(view).not_to_have_attribute("data-painted", str(COUNT - 2))
        number = int(view.get_attribute("data-painted") or -1)
        expect(page.get_by_test_id("slice-number-axial")).to_have_text(f"{number + 1} / {COUNT}")

        server.start()
        expect_shown(page, COUNT - 2)
        expect(banner).to_be_empty()
        expect(message).to_have_count(0)
        for index in (COUNT - 1, 20, 21, 22):
            go_to(page, index)
            expect_shown(page, index)

    assert wrong(frames) == []
    assert frames[-1] == Seen(22, 22, 22, None)


def test_a_mask_that_cannot_be_had_for_a_while_is_never_over_another_slice(
    open_study: Callable[..., tuple[Page, Any]],
) -> None:
    page, study = open_study(memory=SCARCE)
    refused: list[str] = []

    def refuse(route: Route) -> None:
        refused.append(urlsplit(route.request.url).path)
        route.abort()

    page.route("**/api/segmentations/**.png*", refuse)
    view = page.get_by_test_id("view-axial")
    with watching(page, study=study) as frames:
        go_to(page, COUNT - 1)
        expect(view).to_have_attribute("data-painted", str(COUNT - 1))
        expect(view).to_have_attribute("data-segmentation", "")
        page.unroute_all()
        expect_shown(page, COUNT - 1)

    assert refused != []
    assert wrong(frames) == []
    assert frames[-1].mask == COUNT - 1


def test_uncertainty_holds_no_frame_back_and_is_never_over_another_slice(
    open_study: Callable[..., tuple[Page, Any]],
) -> None:
    page, study = open_study(memory=PLENTY)
    expect(page.get_by_test_id("loaded-axial")).to_have_attribute("data-loaded", str(COUNT))
    held: list[Route] = []
    # Its PNGs and its volume.
    page.context.route(re.compile(r"render=uncertainty|uncertainty\.nii\.gz"), lambda route: held.append(route))
    view = page.get_by_test_id("view-axial")
    page.get_by_role("switch", name="Uncertainty").click()

    with watching(page, study=study) as without:
        for index in range(1, COUNT):
            go_to(page, index)
            expect_shown(page, index)
        expect(view.get_by_text("The uncertainty of this slice is on its way…")).to_be_visible()
    assert wrong(without) == []
    assert {seen.uncertainty for seen in without} == {None}
    assert len({seen.painted for seen in without}) > COUNT / 2

    with watching(page, study=study) as late:
        # What was held goes on.
        page.context.unroute_all()
        for index in range(COUNT - 1, 4, -1):
            go_to(page, index)
            expect_shown(page, index)
        expect(view).to_have_attribute("data-uncertainty", re.compile(r"\d+"))
    assert wrong(late) == []
    assert late[-1] == Seen(5, 5, 5, 5)
    expect(view.get_by_text("The uncertainty of this slice is on its way…")).to_have_count(0)


def test_once_the_volume_of_the_uncertainty_is_there_no_frame_is_without_it_and_no_slice_is_asked_for(
    open_study: Callable[..., tuple[Page, Any]],
) -> None:
    page, study = open_study(memory=PLENTY)
    loaded = page.get_by_test_id("loaded-axial")
    expect(loaded).to_have_attribute("data-loaded", str(COUNT))
    with page.expect_response(lambda reply: "uncertainty.nii.gz" in reply.url):
        page.get_by_role("switch", name="Uncertainty").click()
    # Its slices are there as well.
    expect(loaded).to_have_attribute("data-loaded", str(COUNT))
    expect(page.get_by_test_id("view-axial")).to_have_attribute("data-uncertainty", re.compile(r"\d+"))

    asked: list[str] = []
    page.context.on("request", lambda request: asked.append(request.url))
    with watching(page, study=study) as frames:
        for index in range(1, COUNT):
            go_to(page, index)
            expect_shown(page, index)
    assert wrong(frames) == []
    assert [seen for seen in frames if seen.uncertainty is None] == []
    assert [address for address in asked if ".png" in address] == []
