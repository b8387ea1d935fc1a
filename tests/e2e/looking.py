"""Where a view lies on the page, what it shows, and where to press in it."""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray
from playwright.sync_api import Page, expect

from model.volumes import AXES
from tests.e2e.painting import painted_colours

# Where a press goes, as shares of a view; within the head of the synthetic case.
ACROSS, DOWN = 0.4, 0.45


def wait_until_painted(page: Page, *views: str) -> None:
    """Wait until views show a slice with its mask."""
    for view in views or AXES:
        expect(page.get_by_test_id(f"view-{view}")).to_have_attribute("data-painted", re.compile(r"\d+"))
        expect(page.get_by_test_id(f"view-{view}")).to_have_attribute("data-segmentation", re.compile(r"\d+"))


def wait_until_settled(page: Page, *, channel: str) -> None:
    """Wait until every view shows the slice and the channel that it aims at."""
    for axis, index in indices(page).items():
        expect(page.get_by_test_id(f"view-{axis}")).to_have_attribute("data-painted", str(index))
        expect(page.get_by_test_id(f"view-{axis}")).to_have_attribute("data-channel", channel)


def canvas_box(page: Page, view: str) -> dict[str, float]:
    """Give where a view's canvas lies, in CSS pixels of the page."""
    box = page.get_by_test_id(f"canvas-{view}").bounding_box()
    assert box is not None
    return {"x": box["x"], "y": box["y"], "width": box["width"], "height": box["height"]}


def place(page: Page, view: str, *, across: float = ACROSS, down: float = DOWN) -> tuple[float, float]:
    """Give the CSS pixel at a share of a view's canvas; a whole one, as mice have it."""
    box = canvas_box(page, view)
    return round(box["x"] + across * box["width"]), round(box["y"] + down * box["height"])


def indices(page: Page) -> dict[str, int]:
    """Read which slice each view aims at."""
    return {axis: int(page.get_by_test_id(f"view-{axis}").get_attribute("data-target") or -1) for axis in AXES}


def crosshair(page: Page, view: str) -> tuple[float, float]:
    """Read where the crosshair of a view is, in CSS pixels of the page."""
    lines = page.get_by_test_id(f"view-{view}").get_by_test_id("crosshair")
    box = canvas_box(page, view)
    return box["x"] + float(lines.get_attribute("data-x") or 0), box["y"] + float(lines.get_attribute("data-y") or 0)


def from_middle(page: Page, view: str) -> tuple[float, float]:
    """Read how far from the middle of its view the crosshair stands."""
    box = canvas_box(page, view)
    x, y = crosshair(page, view)
    return x - box["x"] - box["width"] / 2, y - box["y"] - box["height"] / 2


def grey(page: Page, *, axis: str = "axial") -> NDArray[np.uint8]:
    """Read the canvas without the mask."""
    switch = page.get_by_role("switch", name="Segmentation")
    switch.click()
    pixels = painted_colours(page, axis=axis)
    switch.click()
    return pixels
