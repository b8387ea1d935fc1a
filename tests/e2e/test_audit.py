"""Administrators find in the browser who did what."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, Page, expect

from tests.support.product import Product


def test_an_administrator_finds_who_opened_a_study_and_exports_it(
    page: Page, product: Product, ready_study: dict[str, Any], tmp_path: Path
) -> None:
    study = ready_study["id"]
    page.goto(f"/studies/{study}")
    expect(page.get_by_test_id("patient-banner")).to_contain_text("Ada Lovelace")

    page.get_by_role("button", name="Account menu").click()
    page.get_by_role("link", name="Audit log").click()
    page.get_by_label("Action").select_option(label="Opened a study")
    page.get_by_label("Study number").fill(str(study))
    row = page.get_by_test_id("audit-row").filter(has=page.get_by_role("link", name=f"Study {study}", exact=True)).first

    expect(row).to_contain_text("Opened a study")
    expect(row).to_contain_text(product.admin)
    expect(row).to_contain_text("Done")
    expect(page.get_by_test_id("audit-row").filter(has_text="Uploaded a study")).to_have_count(0)
    expect(page.get_by_role("main")).not_to_contain_text("Ada Lovelace")

    with page.expect_download() as download:
        page.get_by_role("link", name="Export as CSV").click()
    file = tmp_path / "audit.csv"
    download.value.save_as(file)
    lines = list(csv.DictReader(io.StringIO(file.read_text(encoding="utf-8-sig"))))
    assert lines
    assert {(line["action"], line["study_id"]) for line in lines} == {("study.view", str(study))}

    page.get_by_label("Study number").fill("999999")
    expect(page.get_by_text("Nothing of this kind is recorded.")).to_be_visible()


def test_a_sign_in_that_fails_is_found_among_what_was_refused(
    page: Page, open_context: Callable[..., BrowserContext], product: Product
) -> None:
    reply = open_context().request.post("/api/session", data={"name": product.admin, "password": "not the password"})
    assert reply.status == 401

    page.goto("/audit?outcome=refused&action=session.sign-in")

    expect(page.get_by_test_id("audit-row").first).to_contain_text(product.admin)
    expect(page.get_by_test_id("audit-row").first).to_contain_text("Refused")
