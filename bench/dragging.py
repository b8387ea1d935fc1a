"""Drag through the slices of an axis with the mouse."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from playwright.sync_api import Page

__all__ = ["STEPS", "drag_slider"]

# Moves of the mouse in one drag.
STEPS = 150


@contextmanager
def drag_slider(page: Page, *, axis: str) -> Iterator[Callable[[], None]]:
    """Take hold of an axis' slider at its beginning; give how to drag it to its end."""
    slider = page.get_by_test_id(f"view-{axis}").get_by_role("slider")
    slider.fill("0")
    box = slider.bounding_box()
    assert box is not None
    left, right, middle = box["x"] + 8, box["x"] + box["width"] - 8, box["y"] + box["height"] / 2
    page.mouse.move(left, middle)
    page.mouse.down()
    yield lambda: page.mouse.move(right, middle, steps=STEPS)
    page.mouse.up()
