"""Fingers on a tablet: crosshair, zoom, window, and room for all of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.looking import (
    crosshair,
    grey,
    indices,
    place,
    wait_until_painted,
)
from tests.support.product import Product


@pytest.fixture
def tablet(open_context: Callable[..., BrowserContext], product: Product, ready_study: dict[str, Any]) -> Page:
    """Open the ready study on a tablet."""
    context = open_context(viewport={"width": 1180, "height": 820}, has_touch=True)
    context.request.post("/api/session", data={"name": product.admin, "password": product.password})
    page = context.new_page()
    page.goto(f"/studies/{ready_study['id']}")
    wait_until_painted(page)
    return page


def touch(page: Page, *paths: list[tuple[float, float]]) -> None:
    """Move one finger along each path, all at once, and lift them."""
    device = page.context.new_cdp_session(page)

    def send(kind: str, points: list[tuple[float, float]]) -> None:
        fingers = [{"x": x, "y": y, "id": number} for number, (x, y) in enumerate(points)]
        device.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": fingers})

    steps = list(zip(*paths, strict=True))
    send("touchStart", list(steps[0]))
    for step in steps[1:]:
        send("touchMove", list(step))
    send("touchEnd", [])
    device.detach()


def test_a_finger_drags_the_crosshair(tablet: Page) -> None:
    start, end = place(tablet, "axial"), place(tablet, "axial", across=0.6, down=0.5)
    middle = ((start[0] + end[0]) / 2, (start[1] + end[1]) / 2)

    touch(tablet, [start, middle, end])

    expect(tablet).to_have_url(re.compile("at="))
    assert crosshair(tablet, "axial") == pytest.approx(end, abs=4)


def test_two_fingers_that_part_zoom_and_leave_the_crosshair(tablet: Page) -> None:
    x, y = place(tablet, "axial", across=0.5, down=0.5)
    at = indices(tablet)

    touch(tablet, [(x - step, y) for step in (20, 30, 40, 60)], [(x + step, y) for step in (20, 30, 40, 60)])

    expect(tablet).to_have_url(re.compile("camera=axial:3:"))
    assert indices(tablet) == at


def test_two_fingers_side_by_side_change_the_window(tablet: Page) -> None:
    x, y = place(tablet, "axial", across=0.5, down=0.5)
    before = grey(tablet)

    touch(tablet, [(x - 20, y - step) for step in (0, 20, 40, 60)], [(x + 20, y - step) for step in (0, 20, 40, 60)])

    expect(tablet).to_have_url(re.compile("window=flair"))
    assert "camera" not in tablet.url
    assert grey(tablet)[..., :3].mean() > before[..., :3].mean()


def test_everything_fits_a_tablet(tablet: Page) -> None:
    overflow = tablet.evaluate(
        "() => [document.documentElement.scrollWidth - innerWidth, document.documentElement.scrollHeight - innerHeight]"
    )
    assert max(overflow) <= 0
