"""However a scanner stored it, every view shows each voxel where it lies in the patient, and its mask on it."""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from playwright.sync_api import Browser, Page, ViewportSize, expect

from model.volumes import AXES, AXIS_INDEX
from tests.e2e.conftest import PATIENCE_MS
from tests.e2e.painting import coloured, painted_colours, placed
from tests.support.oriented_phantom import BRIGHT, MARKS, ORIENTATIONS, SHAPE, Way, marked, phantom, store_along
from tests.support.served import ACCOUNT, keep_study, serving
from tests.support.site import Site
from tests.support.web_server import WebServer

# Upright and oblique, with voxels of three lengths.
STORED: list[tuple[Way, float]] = [(way, 0.0) for way in ORIENTATIONS] + [(way, 17.0) for way in ORIENTATIONS[::5]]
# GiB that the browser says the machine has: too few for any volume, and enough for all.
MEMORY = {"PNGs": 0.001, "volumes": 8}
MARK = next(iter(MARKS))
WHITE = 200
# Small canvases show as much, and are read sooner.
WINDOW: ViewportSize = {"width": 900, "height": 600}


@dataclass(frozen=True)
class Shown:
    """What one view shows: at first, then the true voxels with their mask, and without."""

    smooth: NDArray[np.uint8]
    masked: NDArray[np.uint8]
    plain: NDArray[np.uint8]

    @property
    def bright(self) -> NDArray[np.bool_]:
        """Tell which pixels are of a marked voxel."""
        return self.plain[..., 0] > WHITE


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebServer]:
    """Keep the phantom along every axis, each with a mask on its marked voxels, and serve them."""

    def keep(site: Site) -> None:
        for number, (way, degrees) in enumerate(STORED, start=1):
            content = gzip.compress(store_along(phantom(), way=way, degrees=degrees).to_bytes())
            study, _ = keep_study(site, content, marked(), mrn=f"T-{number}")
            assert study["id"] == number

    with serving(tmp_path_factory.mktemp("orientations"), keep) as running:
        yield running


@pytest.fixture(scope="module")
def pages(browser: Browser, server: WebServer) -> Iterator[dict[str, Page]]:
    """Sign two browsers in: one that has room for PNGs alone, and one that takes whole volumes."""
    opened = {}
    for source, memory in MEMORY.items():
        context = browser.new_context(base_url=server.url, viewport=WINDOW, locale="en-GB")
        context.set_default_timeout(PATIENCE_MS)
        context.add_init_script(f"Object.defineProperty(navigator, 'deviceMemory', {{ get: () => {memory} }})")
        assert context.request.post("/api/session", data=ACCOUNT, timeout=PATIENCE_MS).ok
        opened[source] = context.new_page()
    yield opened
    for page in opened.values():
        page.context.close()


def show(page: Page, study: dict[str, Any], *, whole: bool) -> dict[str, Shown]:
    """Open a study at its first mark in a window of all values; read each view smooth, as voxels, and without mask."""
    page.goto(f"/studies/{study['id']}?at={','.join(map(str, MARK))}&window=flair:0:{BRIGHT}")
    for axis in AXES:
        view = page.get_by_test_id(f"view-{axis}")
        expect(view).to_have_attribute("data-painted", str(MARK[AXIS_INDEX[axis]]))
        expect(view).to_have_attribute("data-segmentation", re.compile(r"\d+"))
        if whole:
            count = str(SHAPE[AXIS_INDEX[axis]])
            expect(page.get_by_test_id(f"loaded-{axis}")).to_have_attribute("data-loaded", count)
    smooth = read(page)
    page.get_by_title("Smooth between voxels").click()
    masked = read(page)
    page.get_by_role("switch", name="Segmentation").click()
    plain = read(page)
    return {axis: Shown(smooth=smooth[axis], masked=masked[axis], plain=plain[axis]) for axis in AXES}


def read(page: Page) -> dict[str, NDArray[np.uint8]]:
    """Read the three canvases, once what was asked for is painted."""
    page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    return {axis: painted_colours(page, axis=axis) for axis in AXES}


@pytest.mark.parametrize("number", range(1, len(STORED) + 1))
def test_both_sources_show_every_mark_and_its_mask_where_it_lies_in_the_patient(
    pages: dict[str, Page], number: int
) -> None:
    study = pages["PNGs"].request.get(f"/api/studies/{number}").json()
    pngs, volumes = (show(pages[source], study, whole=source == "volumes") for source in MEMORY)

    for axis in AXES:
        labels = np.flip(marked().take(MARK[AXIS_INDEX[axis]], axis=AXIS_INDEX[axis]), (0, 1)).T
        down, across = placed(study, axis=axis, frame=pngs[axis].plain.shape).centres(labels.shape)
        assert np.array_equal(pngs[axis].bright[np.ix_(down, across)], labels > 0), axis
        assert np.array_equal(pngs[axis].bright, coloured(pngs[axis].masked)), axis
        assert np.array_equal(pngs[axis].smooth, volumes[axis].smooth), axis
        assert np.array_equal(pngs[axis].plain, volumes[axis].plain), axis
        assert np.array_equal(pngs[axis].masked, volumes[axis].masked), axis
