"""Scan pages with axe."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

AXE = Path(__file__).parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
THEMES = ("dark", "light")


def violations(page: Page) -> list[str]:
    """Run the axe scan on a page; say what it finds and where."""
    page.evaluate(AXE.read_text())
    found: list[dict[str, Any]] = page.evaluate("async () => (await axe.run()).violations")
    return [
        f"{each['id']}: {each['help']}: {node['target']} {node['html'][:200]} {node['failureSummary']}"
        for each in found
        for node in each["nodes"]
    ]


def violations_in_both_themes(page: Page) -> list[str]:
    """Scan a page as it is in one theme and the other, without a way through its menus."""
    page.emulate_media(reduced_motion="reduce")
    found = []
    for theme in THEMES:
        page.evaluate("theme => document.documentElement.dataset.theme = theme", theme)
        # Colours change over a moment, even where nothing else moves.
        page.evaluate("() => Promise.allSettled(document.getAnimations().map((each) => each.finished))")
        found += [f"{theme}: {each}" for each in violations(page)]
    return found
