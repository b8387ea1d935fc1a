"""What a hand does to measure, and what the list beside the views says of it."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from playwright.sync_api import Locator, Page, expect

from model.volumes import AXES

Measured = Callable[[], list[dict[str, Any]]]
"""Gives what the server keeps of the ready study."""


def open_study(page: Page, study: dict[str, Any]) -> None:
    """Open a study and wait until its views are painted."""
    page.goto(f"/studies/{study['id']}")
    for axis in AXES:
        expect(page.get_by_test_id(f"view-{axis}")).to_have_attribute("data-painted", re.compile(r"\d+"))


def go_to(page: Page, *, axis: str, index: int) -> None:
    """Show a slice."""
    page.get_by_test_id(f"view-{axis}").get_by_role("slider").fill(str(index))
    expect(page.get_by_test_id(f"view-{axis}")).to_have_attribute("data-painted", str(index))


def take(page: Page, tool: str) -> None:
    """Take a tool by its name."""
    page.get_by_role("radiogroup", name="Tools").get_by_role("radio", name=tool, exact=True).check(force=True)


def rows(page: Page) -> Locator:
    """Find the listed measurements."""
    return page.get_by_test_id("measurement-list").get_by_role("listitem")


def kept_row(page: Page, count: int = 1) -> Locator:
    """Wait until so many measurements are listed and kept; give the last."""
    expect(rows(page)).to_have_count(count)
    expect(rows(page).last).to_have_attribute("aria-busy", "false")
    return rows(page).last
