"""A job under the user's eyes: waiting, cancelled, run again, failed."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.e2e.scanning import violations_in_both_themes
from tests.support.product import Product


def test_a_waiting_job_can_be_cancelled_and_run_again(page: Page, product: Product, demo_case: dict[str, Path]) -> None:
    panel = page.get_by_test_id("result-panel")
    with product.workers_held():
        accepted = product.upload(demo_case, mrn="JOB-1", name="Waits a While")
        page.goto(f"/studies/{accepted['study']['id']}")
        expect(page.get_by_test_id("job-stage")).to_have_text("Waiting for a worker")
        panel.get_by_role("button", name="Cancel segmentation").click()
        expect(panel).to_contain_text("The segmentation was cancelled.")
    panel.get_by_role("button", name="Run again").click()

    expect(panel).to_contain_text("Ready")
    panel.get_by_role("button", name="Result").click()
    expect(page.get_by_role("link", name="Download mask")).to_be_visible()


def test_a_failed_job_says_why_leaves_no_mask_and_can_be_run_again(
    page: Page, product: Product, demo_case: dict[str, Path]
) -> None:
    with product.workers_held():
        accepted = product.upload(demo_case, mrn="JOB-2", name="Fails for a Reason")
        damaged = [path for path in product.data_dir.rglob("*") if path.is_file() and path.stat().st_size > 0]
        stored = {path: path.read_bytes() for path in damaged if path.parent.parent.name == "store"}
        stored = stored or {path: path.read_bytes() for path in damaged if "/store/" in str(path)}
        assert stored
        for path in stored:
            path.unlink()
        page.goto(f"/studies/{accepted['study']['id']}")
    panel = page.get_by_test_id("result-panel")
    try:
        expect(panel).to_contain_text("Failed")
        reason = panel.get_by_role("alert").inner_text()
        assert violations_in_both_themes(page) == []
    finally:
        for path, content in stored.items():
            path.write_bytes(content)

    study = product.request("GET", f"/api/studies/{accepted['study']['id']}").json()
    assert re.search(
        r"A file that the worker needs is missing \(\w+…\)\. Please tell the administrator: [0-9a-f]{8}\.", reason
    )
    assert study["status"] == "failed"
    assert study["segmentations"] == []
    panel.get_by_role("button", name="Run again").click()
    expect(panel).to_contain_text("Ready")
