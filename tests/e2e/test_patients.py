"""Finding people again, correcting and removing them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from tests.support.product import Product


def test_the_start_page_shows_recent_studies_and_opens_one(page: Page, ready_study: dict[str, Any]) -> None:
    page.goto("/")

    page.get_by_test_id("study-row").get_by_role("link", name="Ada Lovelace").first.click()

    page.wait_for_url(f"**/studies/{ready_study['id']}")


def test_a_patient_is_found_by_a_part_of_name_or_record_number(page: Page, ready_study: dict[str, Any]) -> None:
    page.goto("/patients")
    search = page.get_by_label("Search patients")

    for part in ("lovel", "READY"):
        search.fill(part)
        expect(page.get_by_test_id("patient-row")).to_have_count(1)
        expect(page.get_by_test_id("patient-row")).to_contain_text("Ada Lovelace")
    search.fill("nobody of this name")
    expect(page.get_by_test_id("patient-row")).to_have_count(0)


def test_a_study_is_found_from_the_start_page_and_its_tab_does_not_keep_the_patients_name(
    page: Page, ready_study: dict[str, Any]
) -> None:
    page.goto("/")
    search = page.get_by_label("Search studies")

    search.fill("nobody of this name")
    expect(page.get_by_text("No study matches “nobody of this name”.")).to_be_visible()
    search.fill("lovel")
    page.get_by_test_id("study-row").get_by_role("link", name="Ada Lovelace").first.click()

    expect(page).to_have_title(re.compile(rf"^Study {ready_study['id']}, "))
    assert "Lovelace" not in page.title()
    page.go_back()
    expect(search).to_have_value("lovel")


def test_a_patient_can_be_renamed(page: Page, product: Product) -> None:
    patient = product.request("POST", "/api/patients", json={"mrn": "REN-1", "name": "Old Name"}).json()
    page.goto(f"/patients/{patient['id']}")

    page.get_by_role("button", name="Rename").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Name", exact=True).fill("New Name")
    dialog.get_by_role("button", name="Save").click()

    expect(page.get_by_role("heading", name="New Name")).to_be_visible()
    assert product.request("GET", f"/api/patients/{patient['id']}").json()["name"] == "New Name"


def test_deleting_a_patient_asks_first_and_takes_the_studies_along(
    page: Page, product: Product, demo_case: dict[str, Path]
) -> None:
    accepted = product.upload(demo_case, mrn="DEL-1", name="Goes Away")
    product.finished_job(accepted["job"]["id"])
    page.goto(f"/patients/{accepted['study']['patient']['id']}")

    page.get_by_role("button", name="Delete patient").click()
    page.get_by_role("dialog").get_by_role("button", name="Cancel").click()
    assert product.request("GET", "/api/patients", params={"q": "DEL-1"}).json()["total"] == 1
    page.get_by_role("button", name="Delete patient").click()
    page.get_by_role("dialog").get_by_role("button", name="Delete patient").click()
    page.wait_for_url(lambda url: not url.endswith(str(accepted["study"]["patient"]["id"])))

    assert product.request("GET", "/api/patients", params={"q": "DEL-1"}).json()["total"] == 0
    assert product.request("GET", "/api/studies", params={"q": "DEL-1"}).json()["total"] == 0
