"""What was said of a study when it was uploaded can be corrected on its page."""

from __future__ import annotations

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.support.product import Product


def test_date_and_description_are_corrected(page: Page, product: Product, demo_case: dict[str, Path]) -> None:
    accepted = product.upload(demo_case, mrn="EDIT-1", name="Emmy Noether", description="bevor surgery")
    study = accepted["study"]["id"]
    page.goto(f"/studies/{study}")

    page.get_by_role("button", name="Edit study").click()
    dialog = page.get_by_role("dialog", name="Correct the study")
    dialog.get_by_label("Study date").fill("2025-12-31")
    dialog.get_by_label("Description").fill("before surgery")
    dialog.get_by_role("button", name="Save").click()

    expect(dialog).to_have_count(0)
    expect(page.get_by_test_id("patient-banner")).to_contain_text("before surgery")
    expect(page.get_by_test_id("patient-banner")).to_contain_text("2025")
    shown = product.request("GET", f"/api/studies/{study}").json()
    assert (shown["study_date"], shown["description"]) == ("2025-12-31", "before surgery")
    assert shown["channels"] == accepted["study"]["channels"]
