"""The 3D pane: what it draws, what it gives back, and what it says where a browser draws no 3D."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image
from playwright.sync_api import Browser, FloatRect, Page, expect

from model.tasks import get_task
from model.volumes import read_labels
from tests.e2e.conftest import FLAGS, PATIENCE_MS
from tests.e2e.painting import coloured
from tests.support.patience import until
from tests.support.product import Product

A_CONTEXT_OF_3D = """
    window.contexts = [];
    const getContext = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = function (kind, ...options) {
        const context = getContext.call(this, kind, ...options);
        if (kind === 'webgl2' && context !== null && !window.contexts.includes(context)) window.contexts.push(context);
        return context;
    };
"""


def open_study(page: Page, study: dict[str, Any]) -> None:
    """Open a study and wait until its slices are painted with their mask."""
    page.goto(f"/studies/{study['id']}")
    expect(page.get_by_test_id("view-axial")).to_have_attribute("data-segmentation", re.compile(r"\d+"))


def open_pane(page: Page) -> None:
    """Switch the 3D pane on and wait until its volumes are drawn."""
    page.get_by_role("switch", name="3D view").click()
    expect(page.get_by_test_id("volume-pane")).to_have_attribute("data-drawn", "flair")


def picture(page: Page) -> NDArray[np.uint8]:
    """Take what the 3D pane shows, without the words above it: rows, columns, RGB."""
    shot = page.get_by_test_id("volume-canvas").screenshot()
    with Image.open(io.BytesIO(shot)) as image:
        pixels = np.array(image.convert("RGB"))
    # The page lets no style of a test in that would hide them; the letters at the edges are as yellow as the crosshair.
    pixels[:30] = 0
    return pixels


def letters(page: Page) -> dict[str, str]:
    """Read which side of the patient the 3D pane names at each of its edges."""
    written = page.get_by_test_id("volume-pane").locator("span").filter(has_text=re.compile("^[RLAPSI]{1,2}$"))
    boxes: dict[str, FloatRect] = {}
    for letter in written.all():
        box = letter.bounding_box()
        assert box is not None
        boxes[letter.inner_text()] = box
    assert len(boxes) == 4
    return {
        "left": min(boxes, key=lambda letter: boxes[letter]["x"]),
        "right": max(boxes, key=lambda letter: boxes[letter]["x"]),
        "top": min(boxes, key=lambda letter: boxes[letter]["y"]),
        "bottom": max(boxes, key=lambda letter: boxes[letter]["y"]),
    }


def wait_for(page: Page, *, what: str, condition: Callable[[NDArray[np.uint8]], bool]) -> NDArray[np.uint8]:
    """Wait until the 3D pane shows something: it draws when it can, some frames after it was told."""
    seen: list[NDArray[np.uint8]] = []

    def shown() -> bool:
        seen.append(picture(page))
        return condition(seen[-1])

    until(shown, what=what)
    return seen[-1]


def has_regions(pixels: NDArray[np.uint8]) -> bool:
    """Tell whether a region is drawn."""
    return bool(regions_of(pixels).sum() > 20)


def regions_of(pixels: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Tell which pixels show a region: green, blue or red, unlike the yellow crosshair and the grey brain."""
    red, green, blue = np.moveaxis(pixels.astype(int), -1, 0)
    crosshair = (red >= green) & (green >= blue) & (green > 0.7 * red)
    inside: NDArray[np.bool_] = coloured(pixels) & ~crosshair
    return inside


@pytest.fixture(scope="session")
def tumour(demo_case: dict[str, Path]) -> NDArray[np.float64]:
    """Return where the synthetic tumour lies: shares of the volume from left to right, back to front, bottom to top."""
    labels = read_labels(demo_case["flair"].with_name("demo_seg.nii.gz"), task=get_task("brain-tumour"))
    centre: NDArray[np.float64] = np.argwhere(labels.data > 0).mean(axis=0) / np.array(labels.data.shape)
    return centre


@pytest.mark.parametrize(
    ("button", "across", "down"),
    [
        ("From the front", (0, -1), (2, -1)),
        ("From the patient's left", (1, -1), (2, -1)),
        ("From above", (0, 1), (1, -1)),
    ],
)
def test_from_every_side_the_regions_lie_where_they_lie_in_the_patient(
    page: Page,
    ready_study: dict[str, Any],
    tumour: NDArray[np.float64],
    button: str,
    across: tuple[int, int],
    down: tuple[int, int],
) -> None:
    open_study(page, ready_study)
    open_pane(page)
    before = wait_for(page, what="no region was drawn", condition=has_regions)

    page.get_by_role("button", name=button).click()
    pixels = wait_for(page, what="the volume was not turned", condition=lambda now: not np.array_equal(now, before))

    # The middle of the volume is in the middle of the pane.
    drawn = np.argwhere(regions_of(pixels)).mean(axis=0) / pixels.shape[:2]
    assert np.sign(drawn[1] - 0.5) == across[1] * np.sign(tumour[across[0]] - 0.5)
    assert np.sign(drawn[0] - 0.5) == down[1] * np.sign(tumour[down[0]] - 0.5)
    # And the letters say so: x, y and z grow to the patient's right, front and top.
    sides = ("LPI", "RAS")
    left, right = (sides[across[1] * edge > 0][across[0]] for edge in (-1, 1))
    top, bottom = (sides[down[1] * edge > 0][down[0]] for edge in (-1, 1))
    assert letters(page) == {"left": left, "right": right, "top": top, "bottom": bottom}


@pytest.mark.on_a_real_case_too
def test_regions_that_are_switched_off_are_not_drawn(page: Page, ready_study: dict[str, Any]) -> None:
    open_study(page, ready_study)
    open_pane(page)
    wait_for(page, what="no region was drawn", condition=has_regions)

    page.get_by_role("switch", name="Segmentation").click()
    wait_for(page, what="the regions did not go", condition=lambda now: not has_regions(now))
    page.get_by_role("switch", name="Segmentation").click()

    wait_for(page, what="the regions did not come back", condition=has_regions)


@pytest.mark.on_a_real_case_too
def test_a_click_on_the_brain_brings_the_slices_there(page: Page, ready_study: dict[str, Any]) -> None:
    open_study(page, ready_study)
    open_pane(page)
    wait_for(page, what="no region was drawn", condition=has_regions)
    before = picture(page)
    page.get_by_role("button", name="From above").click()
    wait_for(page, what="the volume was not turned", condition=lambda now: not np.array_equal(now, before))

    box = page.get_by_test_id("volume-canvas").bounding_box()
    assert box is not None
    # Looking from above, half way to the right is on the patient's right, and the first thing met is high up.
    page.mouse.click(box["x"] + box["width"] * 0.6, box["y"] + box["height"] / 2)

    x, _, z = ready_study["shape"]
    until(lambda: shown_slice(page, "sagittal") > x / 2 + 2, what="the sagittal slice did not follow")
    assert shown_slice(page, "axial") > z / 2


def shown_slice(page: Page, axis: str) -> int:
    """Return the index that a view is heading for."""
    return int(page.get_by_test_id(f"view-{axis}").get_attribute("data-target") or -1)


def test_its_code_is_fetched_when_it_is_opened_and_not_before(page: Page, ready_study: dict[str, Any]) -> None:
    scripts: list[str] = []
    page.on("response", lambda reply: scripts.append(reply.url) if reply.url.endswith(".js") else None)

    open_study(page, ready_study)
    before = [url for url in scripts if "volume-pane" in url]
    open_pane(page)

    assert before == []
    assert len([url for url in scripts if "volume-pane" in url]) == 1


def test_closing_gives_the_graphics_card_everything_back(page: Page, ready_study: dict[str, Any]) -> None:
    page.add_init_script(A_CONTEXT_OF_3D)
    open_study(page, ready_study)

    for _ in range(5):
        open_pane(page)
        assert page.evaluate("() => contexts.filter(context => !context.isContextLost()).length") == 1
        page.get_by_role("switch", name="3D view").click()
        expect(page.get_by_test_id("volume-pane")).to_have_count(0)

    assert page.evaluate("() => contexts.filter(context => !context.isContextLost()).length") == 0


def test_a_graphics_card_that_gives_up_is_told_of_and_tried_again(page: Page, ready_study: dict[str, Any]) -> None:
    open_study(page, ready_study)
    open_pane(page)

    page.get_by_test_id("volume-canvas").locator("canvas").evaluate(
        "canvas => canvas.getContext('webgl2').getExtension('WEBGL_lose_context').loseContext()"
    )
    pane = page.get_by_test_id("volume-pane")
    expect(pane.get_by_role("alert")).to_contain_text("Everything else works")
    pane.get_by_role("button", name="Try again").click()

    expect(pane).to_have_attribute("data-drawn", "flair")
    wait_for(page, what="no region was drawn again", condition=has_regions)


@pytest.fixture
def flat_page(browser: Browser, product: Product) -> Iterator[Page]:
    """Open a browser without WebGL, in which the administrator is signed in."""
    flat = browser.browser_type.launch(
        executable_path=shutil.which("chromium"), args=[*FLAGS, "--disable-3d-apis"], timeout=PATIENCE_MS
    )
    context = flat.new_context(base_url=product.url, viewport={"width": 1280, "height": 800}, locale="en-GB")
    context.set_default_timeout(PATIENCE_MS)
    account = {"name": product.admin, "password": product.password}
    assert context.request.post("/api/session", data=account, timeout=PATIENCE_MS).ok
    yield context.new_page()
    flat.close()


def test_a_browser_without_3d_says_so_and_shows_the_slices(flat_page: Page, ready_study: dict[str, Any]) -> None:
    scripts: list[str] = []
    flat_page.on("request", lambda request: scripts.append(request.url))
    open_study(flat_page, ready_study)

    flat_page.get_by_role("switch", name="3D view").click()

    expect(flat_page.get_by_test_id("volume-pane").get_by_role("alert")).to_contain_text("WebGL2 is missing")
    assert [url for url in scripts if "volume-pane" in url] == []
    flat_page.get_by_test_id("view-axial").get_by_role("slider").fill("20")
    expect(flat_page.get_by_test_id("view-axial")).to_have_attribute("data-painted", "20")
