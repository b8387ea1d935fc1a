"""How the panel beside the views has regions drawn."""

from __future__ import annotations

from playwright.sync_api import Locator, Page

from model.tasks import get_task

__all__ = ["panel", "show_only"]

_REGIONS = [region.id for region in get_task("brain-tumour").regions]


def panel(page: Page, region: str) -> Locator:
    """Find the row of a region."""
    return page.get_by_test_id(f"region-{region}")


def show_only(page: Page, region: str, *, drawing: str) -> None:
    """Draw one region alone, in full colour."""
    for other in _REGIONS:
        switch = panel(page, other).get_by_role("switch")
        if (switch.get_attribute("aria-checked") == "true") != (other == region):
            switch.click()
    _choose(page, drawing)
    if drawing != "Outline":
        page.get_by_label(f"Opacity of {region}").fill("100")


def _choose(page: Page, drawing: str) -> None:
    """Choose how all regions are drawn."""
    page.get_by_role("group", name="Drawing of the regions").get_by_text(drawing, exact=True).click()
