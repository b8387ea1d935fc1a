"""Screens with more pixels than the page has points, and voxels of three lengths: nothing is stretched or shifted."""

from __future__ import annotations

import gzip
import io
import math
import re
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from model.tasks import get_task
from model.volumes import AXES, AXIS_INDEX
from tests.e2e.conftest import FLAGS, PATIENCE_MS
from tests.e2e.drawing import show_only
from tests.e2e.measuring import kept_row, rows, take
from tests.e2e.painting import coloured, edge_of, in_colour, painted_colours, placed
from tests.support.oriented_phantom import BRIGHT, MARKS, ORIENTATIONS, SHAPE, marked, phantom, store_along
from tests.support.served import ACCOUNT, keep_study, serving
from tests.support.site import Site
from tests.support.web_server import WebServer

SPACING = (0.9, 1.1, 1.6)
# The file's axes run down, to the left and to the front, and the patient is turned against them.
WAY = ORIENTATIONS[38]
MARK = next(iter(MARKS))
# The opposite corner of the three slices through the mark.
FAR = (2, 9, 9)
PAGE = {"width": 1003, "height": 677}
WHOLE = get_task("brain-tumour").regions[0]


@dataclass(frozen=True)
class FineScreen:
    """A study that is open on a screen of so many pixels to a point of the page."""

    page: Page
    ratio: float
    study: dict[str, Any]

    def pixels(self, axis: str) -> NDArray[np.uint8]:
        """Read what was painted for a view."""
        self.page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
        return painted_colours(self.page, axis=axis)

    def at(self, voxel: tuple[int, int, int], *, axis: str) -> tuple[float, float]:
        """Give the point of the page at which a voxel's centre is to be."""
        box = self.page.get_by_test_id(f"canvas-{axis}").bounding_box()
        assert box is not None
        labels = slice_of(marked(), axis=axis)
        down, across = placed(self.study, axis=axis, frame=self.pixels(axis).shape).centres(labels.shape)
        column, row = (number for number in range(3) if number != AXIS_INDEX[axis])
        x, y = across[SHAPE[column] - 1 - voxel[column]], down[SHAPE[row] - 1 - voxel[row]]
        return box["x"] + (x + 0.5) / self.ratio, box["y"] + (y + 0.5) / self.ratio


def slice_of(volume: NDArray[Any], *, axis: str) -> NDArray[Any]:
    """Cut the slice through the mark as a view shows it."""
    return np.flip(volume.take(MARK[AXIS_INDEX[axis]], axis=AXIS_INDEX[axis]), (0, 1)).T


def show_what_lies_over(page: Page, visibility: str) -> None:
    """Hide everything that lies over the pictures, or show it again."""
    every = page.locator("canvas[data-testid^=canvas-] ~ *")
    every.evaluate_all("(all, how) => all.forEach(({ style }) => { style.visibility = how })", visibility)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebServer]:
    """Keep the phantom with a mask on its marked voxels, and serve it."""

    def keep(site: Site) -> None:
        content = store_along(phantom(), way=WAY, degrees=11.0, spacing=SPACING).to_bytes()
        keep_study(site, gzip.compress(content), marked())

    with serving(tmp_path_factory.mktemp("fine"), keep) as running:
        yield running


@pytest.fixture(scope="module", params=[1.5, 2], ids=lambda ratio: f"{ratio} pixels to a point")
def screen(request: pytest.FixtureRequest, browser: Browser, server: WebServer) -> Iterator[FineScreen]:
    """Open the study at its mark, with the true voxels, in a window of all values."""
    ratio: float = request.param
    # As a screen of its own: where Playwright emulates one, Chromium lays out in points and enlarges what it has drawn.
    size = ",".join(map(str, PAGE.values()))
    flags = [*FLAGS, f"--force-device-scale-factor={ratio}", f"--window-size={size}"]
    fine = browser.browser_type.launch(executable_path=shutil.which("chromium"), args=flags, timeout=PATIENCE_MS)
    context = fine.new_context(base_url=server.url, no_viewport=True, locale="en-GB")
    context.set_default_timeout(PATIENCE_MS)
    assert context.request.post("/api/session", data=ACCOUNT, timeout=PATIENCE_MS).ok
    study = context.request.get("/api/studies/1").json()
    page = context.new_page()
    page.goto(f"/studies/1?at={','.join(map(str, MARK))}&window=flair:0:{BRIGHT}")
    for axis in AXES:
        view = page.get_by_test_id(f"view-{axis}")
        expect(view).to_have_attribute("data-painted", str(MARK[AXIS_INDEX[axis]]))
        expect(view).to_have_attribute("data-segmentation", re.compile(r"\d+"))
    page.get_by_title("Smooth between voxels").click()
    assert page.evaluate("devicePixelRatio") == ratio
    yield FineScreen(page, ratio, study)
    fine.close()


@pytest.mark.parametrize("axis", AXES)
def test_every_mark_and_its_mask_lie_where_they_are_in_the_patient(screen: FineScreen, axis: str) -> None:
    labels = slice_of(marked(), axis=axis)
    masked = screen.pixels(axis)
    switch = screen.page.get_by_role("switch", name="Segmentation")
    switch.click()
    plain = screen.pixels(axis)
    switch.click()

    assert screen.study["spacing"] == pytest.approx(SPACING)
    bright = plain[..., 0] > 200
    down, across = placed(screen.study, axis=axis, frame=plain.shape).centres(labels.shape)
    assert np.array_equal(bright[np.ix_(down, across)], labels > 0)
    assert np.array_equal(coloured(masked), bright)


@pytest.mark.parametrize("axis", AXES)
def test_a_pixel_that_is_painted_is_one_pixel_of_the_screen(screen: FineScreen, axis: str) -> None:
    canvas = screen.page.get_by_test_id(f"canvas-{axis}")
    painted = screen.pixels(axis)[..., :3]
    left, top = canvas.evaluate(
        "canvas => { const { left, top } = canvas.getBoundingClientRect();"
        " return [left, top].map((edge) => Math.round(edge * devicePixelRatio)); }"
    )
    # Letters and crosshair lie over the picture.
    show_what_lies_over(screen.page, "hidden")
    with Image.open(io.BytesIO(screen.page.screenshot())) as picture:
        seen = np.asarray(picture.convert("RGB"))
    show_what_lies_over(screen.page, "visible")

    rows_, columns = painted.shape[:2]
    assert np.array_equal(seen[top : top + rows_, left : left + columns], painted)


@pytest.mark.parametrize("axis", AXES)
def test_an_outline_is_one_pixel_of_the_screen_wide(screen: FineScreen, axis: str) -> None:
    show_only(screen.page, WHOLE.id, drawing="Fill")
    filled = in_colour(screen.pixels(axis), WHOLE.colour)
    show_only(screen.page, WHOLE.id, drawing="Outline")
    outlined = in_colour(screen.pixels(axis), WHOLE.colour)

    assert filled.sum() > outlined.sum() > 0
    assert np.array_equal(outlined, edge_of(filled))


@pytest.mark.parametrize("axis", AXES)
def test_a_distance_is_in_mm_whatever_the_screen(screen: FineScreen, axis: str) -> None:
    far = tuple(MARK[number] if number == AXIS_INDEX[axis] else FAR[number] for number in range(3))
    one, other = MARK, (far[0], far[1], far[2])
    take(screen.page, "Distance")
    screen.page.mouse.move(*screen.at(one, axis=axis))
    screen.page.mouse.down()
    screen.page.mouse.move(*screen.at(other, axis=axis), steps=3)
    screen.page.mouse.up()
    kept_row(screen.page)
    (item,) = screen.page.request.get("/api/studies/1/measurements").json()["items"]
    screen.page.keyboard.press("Delete")
    expect(rows(screen.page)).to_have_count(0)
    take(screen.page, "Crosshair")

    mm = math.dist(np.array(one) * SPACING, np.array(other) * SPACING)
    row = 1 if axis == "axial" else 2
    pixel = SPACING[row] * SHAPE[row] / placed(screen.study, axis=axis, frame=screen.pixels(axis).shape).size[0]
    # A pixel of the screen at either end.
    assert item["values"]["length_mm"] == pytest.approx(mm, abs=2 * pixel)
    assert np.array(item["points"]) * SPACING == pytest.approx(np.array([one, other]) * SPACING, abs=pixel)
