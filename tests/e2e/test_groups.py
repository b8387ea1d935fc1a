"""Departments see their own studies, and bring back what they have deleted."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import BrowserContext, Page, expect

from tests.e2e.scanning import violations
from tests.e2e.test_accounts import PASSWORD, sign_in
from tests.support.product import Product


def test_a_group_is_made_filled_and_given_a_study_that_others_do_not_see_any_more(
    page: Page, open_context: Callable[..., BrowserContext], product: Product, demo_case: dict[str, Path]
) -> None:
    for name in ("inga", "otto"):
        product.request("POST", "/api/accounts", json={"name": name, "password": PASSWORD, "role": "radiologist"})
    study = product.upload(demo_case, mrn="GROUP-1", name="Emmy Noether")["study"]["id"]

    page.goto("/")
    page.get_by_role("button", name="Account menu").click()
    page.get_by_role("link", name="Groups").click()
    form = page.get_by_role("form", name="New group")
    form.get_by_label("Name").fill("Neurosurgery")
    form.get_by_role("button", name="Create group").click()
    page.get_by_label("Put into Neurosurgery").select_option(label="inga")
    expect(page.get_by_role("list", name="In Neurosurgery")).to_contain_text("inga")

    assert violations(page) == []

    page.goto(f"/studies/{study}")
    page.get_by_role("button", name="Edit study").click()
    dialog = page.get_by_role("dialog", name="Correct the study")
    dialog.get_by_label("Seen by").select_option(label="Neurosurgery")
    dialog.get_by_role("button", name="Save").click()
    expect(page.get_by_test_id("patient-banner")).to_contain_text("Neurosurgery")

    outside = open_context().new_page()
    outside.goto("/patients?q=GROUP-1")
    sign_in(outside, name="otto", password=PASSWORD)
    expect(outside.get_by_text("No patient matches “GROUP-1”.")).to_be_visible()
    assert outside.context.request.get(f"/api/studies/{study}").status == 404

    inside = open_context().new_page()
    inside.goto("/upload")
    sign_in(inside, name="inga", password=PASSWORD)
    expect(inside.get_by_label("Seen by")).to_have_value(
        inside.get_by_role("option", name="Neurosurgery").get_attribute("value") or ""
    )
    inside.goto("/patients?q=GROUP-1")
    expect(inside.get_by_test_id("patient-row")).to_contain_text("1 study")


def test_a_study_that_was_deleted_is_found_among_the_deleted_records_and_restored(
    page: Page, product: Product, demo_case: dict[str, Path]
) -> None:
    study = product.upload(demo_case, mrn="GONE-1", name="Emmy Noether", description="deleted by mistake")["study"][
        "id"
    ]
    product.request("DELETE", f"/api/studies/{study}")

    page.goto("/patients")
    page.get_by_role("link", name="Deleted records").click()
    row = page.get_by_test_id("deletion-row").filter(has_text="deleted by mistake")
    expect(row).to_be_visible()
    assert violations(page) == []
    row.get_by_role("button", name="Restore").click()

    expect(row).to_have_count(0)
    page.goto(f"/studies/{study}")
    expect(page.get_by_test_id("patient-banner")).to_contain_text("deleted by mistake")
