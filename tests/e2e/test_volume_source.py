"""Slices from memory are the slices of the server, to the pixel, and nobody sees the change from one to the other."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import nibabel
import numpy as np
import pytest
from playwright.sync_api import BrowserContext, Page, Route, expect

from model.volumes import AXES, AXIS_INDEX
from tests.e2e.conftest import PATIENCE_MS
from tests.e2e.painting import painted_colours
from tests.support.patience import until
from tests.support.product import Product

A_SLICE = re.compile(r"/api/(studies/\d+/images/\w+|segmentations/\d+)/\w+/\d+\.png")
A_VOLUME = re.compile(r"/api/(studies/\d+/images/\w+|segmentations/\d+)\.nii\.gz")
# GiB that the browser says the machine has: too few for any volume, and enough for all.
SCARCE, PLENTY = 0.001, 8


@pytest.fixture
def open_study(open_context: Callable[..., BrowserContext], product: Product) -> Callable[..., Page]:
    """Give a way to open a study in a browser that says how much memory it has.

    `prepare` is handed the browser before the study is opened; `search` is what its address asks for.
    """

    def open_it(
        study: dict[str, Any],
        *,
        memory: float,
        search: str = "",
        prepare: Callable[[BrowserContext], None] = lambda _: None,
    ) -> Page:
        context = open_context()
        prepare(context)
        context.add_init_script(f"Object.defineProperty(navigator, 'deviceMemory', {{ get: () => {memory} }})")
        account = {"name": product.admin, "password": product.password}
        assert context.request.post("/api/session", data=account, timeout=PATIENCE_MS).ok
        page = context.new_page()
        page.goto(f"/studies/{study['id']}{search}")
        for axis in AXES:
            expect(page.get_by_test_id(f"view-{axis}")).to_have_attribute("data-painted", re.compile(r"\d+"))
        return page

    return open_it


def wait_until_whole(page: Page, study: dict[str, Any]) -> None:
    """Wait until every slice of every view can be shown at once."""
    for axis in AXES:
        count = study["shape"][AXIS_INDEX[axis]]
        expect(page.get_by_test_id(f"loaded-{axis}")).to_have_attribute("data-loaded", str(count))


def go_to(page: Page, *, axis: str, index: int) -> None:
    """Bring a view to a slice and wait until it and its mask are painted."""
    view = page.get_by_test_id(f"view-{axis}")
    view.get_by_role("slider").fill(str(index))
    expect(view).to_have_attribute("data-painted", str(index))
    expect(view).to_have_attribute("data-segmentation", re.compile(r"\d+"))


def test_the_shown_volume_comes_first_then_the_mask_then_the_others_and_no_slice_after_them(
    open_study: Callable[..., Page], ready_study: dict[str, Any]
) -> None:
    asked: list[str] = []
    page = open_study(
        ready_study,
        memory=PLENTY,
        prepare=lambda context: context.on("request", lambda request: asked.append(urlsplit(request.url).path)),
    )
    volumes = f"/api/studies/{ready_study['id']}/images/{{}}.nii.gz"
    mask = f"/api/segmentations/{ready_study['segmentations'][-1]['id']}.nii.gz"
    expected = [volumes.format("flair"), mask, *(volumes.format(channel) for channel in ("t1", "t1ce", "t2"))]
    until(lambda: len(of_volumes(page, asked)) == len(expected), what="not every volume was asked for")
    wait_until_whole(page, ready_study)
    assert of_volumes(page, asked) == expected
    first = next(path for path in asked if A_SLICE.fullmatch(path) or A_VOLUME.fullmatch(path))
    assert A_SLICE.fullmatch(first)
    asked.clear()

    for axis in AXES:
        for index in range(0, ready_study["shape"][AXIS_INDEX[axis]], 9):
            go_to(page, axis=axis, index=index)

    assert [path for path in asked if A_SLICE.fullmatch(path)] == []


def of_volumes(page: Page, asked: list[str]) -> list[str]:
    """Keep the requests of volumes among those that the browser has told of by now."""
    page.evaluate("() => true")
    return [path for path in asked if A_VOLUME.fullmatch(path)]


def test_the_change_to_memory_is_not_to_be_seen(open_study: Callable[..., Page], ready_study: dict[str, Any]) -> None:
    page = open_study(ready_study, memory=PLENTY)
    first = {axis: painted_colours(page, axis=axis) for axis in AXES}

    wait_until_whole(page, ready_study)

    for axis in AXES:
        assert np.array_equal(first[axis], painted_colours(page, axis=axis))


def test_a_browser_short_of_memory_asks_for_slices_alone(
    open_study: Callable[..., Page], ready_study: dict[str, Any]
) -> None:
    asked: list[str] = []
    page = open_study(
        ready_study,
        memory=SCARCE,
        prepare=lambda context: context.on("request", lambda request: asked.append(urlsplit(request.url).path)),
    )

    for index in (5, 40, 41, 42, 75):
        go_to(page, axis="axial", index=index)

    assert any(A_SLICE.fullmatch(path) for path in asked)
    assert of_volumes(page, asked) == []


def test_a_browser_short_of_memory_reads_the_same_values_at_the_crosshair(
    open_study: Callable[..., Page], ready_study: dict[str, Any]
) -> None:
    inside = ",".join(str(size // 2 + 3) for size in ready_study["shape"])
    scarce, plenty = (open_study(ready_study, memory=memory, search=f"?at={inside}") for memory in (SCARCE, PLENTY))
    wait_until_whole(plenty, ready_study)

    for index in (ready_study["shape"][2] // 2 + 3, ready_study["shape"][2] // 2 - 9):
        for page in (scarce, plenty):
            go_to(page, axis="axial", index=index)
        for channel in ready_study["channels"]:
            known = plenty.get_by_test_id(f"readout-{channel}")
            expect(known).to_have_text(re.compile(r"\d$"))
            expect(scarce.get_by_test_id(f"readout-{channel}")).to_have_text(known.text_content() or "")


def test_a_browser_short_of_memory_windows_all_sixteen_bits_of_a_value(
    open_study: Callable[..., Page], ready_study: dict[str, Any], demo_case: dict[str, Path]
) -> None:
    stored = np.asarray(nibabel.as_closest_canonical(nibabel.load(demo_case["flair"])).dataobj)
    # Of so little of the range, pictures of 8 bits would leave nine greys.
    middle, half = np.median(stored[stored > 0]), np.ptp(stored) / 64
    at = ",".join(str(size // 2) for size in ready_study["shape"])
    narrow = f"?at={at}&window=flair:{middle - half}:{middle + half}&segmentation=off&smoothing=off"
    scarce, plenty = (open_study(ready_study, memory=memory, search=narrow) for memory in (SCARCE, PLENTY))
    wait_until_whole(plenty, ready_study)

    for axis in AXES:
        painted = painted_colours(scarce, axis=axis)
        assert len(np.unique(painted[..., 0])) > 18
        assert np.array_equal(painted, painted_colours(plenty, axis=axis))


def test_a_browser_short_of_memory_shows_how_often_values_occur_wherever_the_study_opens(
    open_study: Callable[..., Page], ready_study: dict[str, Any]
) -> None:
    page = open_study(ready_study, memory=SCARCE, search="?at=4,4,4")

    # A line at the bottom, while nothing is counted, has no top between.
    expect(page.get_by_test_id("histogram").locator("path")).to_have_attribute("d", re.compile(r"V0\.\d"))


def test_leaving_a_study_ends_its_worker(open_study: Callable[..., Page], ready_study: dict[str, Any]) -> None:
    page = open_study(ready_study, memory=PLENTY)
    wait_until_whole(page, ready_study)
    assert len(page.workers) == 1

    page.get_by_role("link", name="Patients").first.click()

    expect(page.get_by_test_id("viewer")).to_have_count(0)
    until(lambda: page.evaluate("() => true") and page.workers == [], what="the worker did not end")


def test_where_no_volume_can_be_had_slices_go_on_as_they_were(
    open_study: Callable[..., Page], ready_study: dict[str, Any]
) -> None:
    refused: list[str] = []

    def refuse(route: Route) -> None:
        refused.append(route.request.url)
        route.abort()

    page = open_study(ready_study, memory=PLENTY, prepare=lambda context: context.route(A_VOLUME, refuse))
    until(lambda: page.evaluate("() => true") and refused != [], what="no volume was asked for")

    for index in (10, 30):
        go_to(page, axis="coronal", index=index)
