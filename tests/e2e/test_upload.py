"""From four files to a tumour on the screen."""

from __future__ import annotations

import re
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.e2e.painting import coloured_share, painted_colours
from tests.support.product import Product

A_STUDY = re.compile(r"/studies/\d+$")


def fill_patient(page: Page, *, mrn: str, name: str) -> None:
    """Enter a new patient on the upload page."""
    page.get_by_label("New patient").check()
    page.get_by_label("Record number").fill(mrn)
    page.get_by_label("Name", exact=True).fill(name)


def test_four_files_become_a_study_whose_overlay_appears_without_a_reload(
    page: Page, product: Product, demo_case: dict[str, Path]
) -> None:
    view = page.get_by_test_id("view-axial")
    with product.workers_held():
        page.goto("/")
        page.get_by_role("link", name="Upload", exact=True).click()
        page.get_by_test_id("file-input").set_input_files(list(demo_case.values()))
        fill_patient(page, mrn="UP-1", name="Grace Hopper")
        page.get_by_role("button", name="Upload and segment").click()
        page.wait_for_url(A_STUDY)
        loads = []
        page.on("load", lambda _: loads.append(page.url))
        expect(view).to_have_attribute("data-painted", re.compile(r"\d+"))
        expect(view).to_have_attribute("data-segmentation", "")

    expect(view).to_have_attribute("data-segmentation", re.compile(r"\d+"))

    assert loads == []
    assert coloured_share(painted_colours(page, axis="axial")) > 0


def test_files_are_given_to_the_channels_their_names_speak_of(page: Page, demo_case: dict[str, Path]) -> None:
    page.goto("/upload")
    page.get_by_test_id("file-input").set_input_files(list(reversed(demo_case.values())))

    for channel, name in {"flair": "FLAIR", "t1": "T1", "t1ce": "T1ce", "t2": "T2"}.items():
        chosen = page.get_by_label(f"File for {name}", exact=True).locator("option:checked")
        expect(chosen).to_have_text(f"demo_{channel}.nii.gz")


def test_what_is_wrong_with_a_file_is_said_beside_that_file(
    page: Page, product: Product, demo_case: dict[str, Path], tmp_path: Path
) -> None:
    broken = tmp_path / "demo_t2.nii.gz"
    broken.write_bytes(demo_case["t2"].read_bytes()[:2000])
    studies = product.request("GET", "/api/studies").json()["total"]
    page.goto("/upload")
    page.get_by_test_id("file-input").set_input_files([*(demo_case[c] for c in ("flair", "t1", "t1ce")), broken])
    fill_patient(page, mrn="UP-2", name="Nobody Yet")
    page.get_by_role("button", name="Upload and segment").click()

    expect(page.get_by_test_id("slot-t2").get_by_role("alert")).to_be_visible()
    for channel in ("flair", "t1", "t1ce"):
        expect(page.get_by_test_id(f"slot-{channel}").get_by_role("alert")).to_have_count(0)
    assert product.request("GET", "/api/studies").json()["total"] == studies
    assert product.request("GET", "/api/patients", params={"q": "UP-2"}).json()["total"] == 0


def test_a_folder_can_be_chosen_at_once(page: Page, demo_case: dict[str, Path]) -> None:
    page.goto("/upload")
    page.get_by_test_id("folder-input").set_input_files(demo_case["flair"].parent)

    expect(page.get_by_label("File for T1ce", exact=True).locator("option:checked")).to_have_text("demo_t1ce.nii.gz")
