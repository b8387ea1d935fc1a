"""Names that mean to do harm, in a real browser under the server's own content security policy."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from tests.support.product import Product

NAME = """<img src=x onerror="globalThis.harmed=1"><script>globalThis.harmed=1</script> محمد\u200f 👩🏽\u200d⚕️ 김민지"""
MRN = '"><svg onload="globalThis.harmed=1">'

LISTEN = """
globalThis.violations = [];
document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI }) =>
  globalThis.violations.push(`${location.pathname}: ${effectiveDirective} ${blockedURI}`));
"""
# What nothing on any page does, to see that the listener would hear it.
HARM = """() => {
  const harm = document.createElement("img");
  harm.src = "https://elsewhere.example/x.png";
  document.body.append(harm);
}"""


def expect_no_harm(page: Page) -> None:
    assert page.evaluate("[globalThis.violations, globalThis.harmed ?? null]") == [[], None]


def test_a_hostile_name_does_nothing_on_any_page_and_breaks_no_rule_of_the_policy(
    page: Page, product: Product, demo_case: dict[str, Path]
) -> None:
    page.add_init_script(LISTEN)
    accepted = product.upload(demo_case, mrn=MRN, name=NAME, description=NAME)
    study: dict[str, Any] = accepted["study"]
    product.finished_job(accepted["job"]["id"])

    page.goto("/")
    expect(page.get_by_test_id("study-row").filter(has_text=NAME)).to_have_count(1)
    expect_no_harm(page)

    page.goto(f"/studies/{study['id']}")
    expect(page.get_by_test_id("patient-banner")).to_contain_text(NAME)
    expect(page.get_by_test_id("view-axial")).to_have_attribute("data-painted", re.compile(r"\d+"))
    page.get_by_role("button", name="Save picture").click()
    page.get_by_label("Write the patient's name").check()
    with page.expect_download():
        page.get_by_role("button", name="Save PNG").click()
    expect_no_harm(page)

    page.goto(f"/patients/{study['patient']['id']}")
    expect(page.get_by_role("heading", name="<img src=x")).to_have_text(NAME)
    page.get_by_role("button", name="Delete patient").click()
    expect(page.get_by_role("dialog")).to_contain_text(NAME)
    page.get_by_role("dialog").get_by_role("button", name="Delete patient").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect_no_harm(page)

    page.goto("/deleted")
    row = page.get_by_test_id("deletion-row").filter(has_text=NAME)
    expect(row).to_have_count(1)
    row.get_by_role("button").click()
    expect(row).to_have_count(0)
    expect_no_harm(page)

    page.goto("/upload")
    page.get_by_label("Existing patient").check()
    page.get_by_role("combobox", name="Find patient").fill(NAME[:20])
    options = page.get_by_role("listbox").get_by_role("option")
    expect(options).to_have_count(1)
    expect(options).to_contain_text(NAME)
    expect_no_harm(page)

    page.goto("/audit")
    expect(page.get_by_test_id("audit-row").first).to_be_visible()
    expect_no_harm(page)

    page.evaluate(HARM)
    page.wait_for_function("() => globalThis.violations.length > 0")
