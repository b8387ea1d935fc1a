"""Tasks with weights of one's own, from the upload through the real server and its worker to the mask."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from model.tasks import get_task
from tests.e2e.conftest import PATIENCE_MS
from tests.support.blob_task import BLOB_TASKS, write_blob, write_blob_weights
from tests.support.heart_task import HEART_TASK, write_heart, write_heart_weights
from tests.support.picture_task import PICTURE_TASK, cell_picture, png, write_picture_weights
from tests.support.product import Product, serve

HEART = get_task(HEART_TASK)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Product]:
    """Start the product beside a folder of weights of a task of pictures and of those of volumes."""
    folder = tmp_path_factory.mktemp("own")
    write_picture_weights(folder / "weights")
    write_heart_weights(folder / "weights")
    for task_id in BLOB_TASKS:
        write_blob_weights(folder / "weights", task_id=task_id)
    with serve(folder / "data", environment={"NEUROSLICE_WEIGHTS_DIR": str(folder / "weights")}) as running:
        yield running


@pytest.fixture
def site_page(browser: Browser, site: Product) -> Iterator[Page]:
    """Open a browser in which that site's administrator is signed in."""
    context = browser.new_context(base_url=site.url, viewport={"width": 1280, "height": 800}, locale="en-GB")
    context.set_default_timeout(PATIENCE_MS)
    account = {"name": site.admin, "password": site.password}
    assert context.request.post("/api/session", data=account, timeout=PATIENCE_MS).ok
    yield context.new_page()
    context.close()


def test_a_picture_becomes_a_picture_of_labels(site: Product, tmp_path: Path) -> None:
    pixels = cell_picture()
    picture = tmp_path / "slide.png"
    picture.write_bytes(png(pixels))

    accepted = site.upload({"em": picture}, mrn="S-1", name="Sample", task=PICTURE_TASK)
    job = site.finished_job(accepted["job"]["id"])

    assert (job["state"], job["error"]) == ("succeeded", None)
    study = site.request("GET", f"/api/studies/{accepted['study']['id']}").json()
    (segmentation,) = study["segmentations"]
    given = site.request("GET", f"/api/segmentations/{segmentation['id']}/axial/0.png").content
    # The discs, and nothing of the ground.
    assert np.array_equal(np.asarray(Image.open(io.BytesIO(given))), pixels > pixels.mean() + pixels.std())


def test_a_heart_is_uploaded_segmented_and_looked_at_in_its_own_words(
    site: Product, site_page: Page, tmp_path: Path
) -> None:
    page = site_page
    # As the data set calls it, where a name says a moment and no channel.
    file = tmp_path / "patient001_frame01.nii.gz"
    labels = write_heart(file)

    page.goto("/upload")
    page.get_by_label("What to segment").select_option("Heart")
    expect(page.get_by_role("combobox", name=re.compile("^File for "))).to_have_count(len(HEART.channels))
    page.get_by_test_id("file-input").set_input_files(file)
    expect(page.get_by_label("File for Short-axis cine")).to_contain_text(file.name)
    page.get_by_label("Record number").fill("H-1")
    page.get_by_label("Name", exact=True).fill("Frank Starling")
    page.get_by_role("button", name="Upload and segment").click()
    page.wait_for_url("**/studies/*")

    views = page.get_by_test_id("views")
    for axis in ("axial", "coronal", "sagittal"):
        expect(views.get_by_test_id(f"view-{axis}")).to_have_attribute("data-segmentation", re.compile("[0-9]"))
        expect(views.get_by_test_id(f"view-{axis}")).to_have_attribute("data-channel", "cine")
    for region in HEART.regions:
        millilitres = np.isin(labels, region.labels).sum() * 22.5 / 1000
        expect(page.get_by_test_id(f"volume-{region.id}")).to_have_text(f"{millilitres:.1f}mL")
        expect(page.get_by_text(region.name, exact=True)).to_be_visible()
    expect(views.get_by_role("button", name=re.compile("next slice with a region"))).to_have_count(3)

    page.keyboard.press("?")
    expect(page.get_by_role("dialog")).to_be_visible()
    said = page.locator("body").inner_text() + " ".join(
        element.get_attribute("aria-label") or "" for element in page.locator("[aria-label]").all()
    )
    assert "Right ventricle" in said
    assert not re.search(r"tumou?r|brain|RANO|FLAIR|T1ce|\bWT\b", said, re.IGNORECASE)

    page.goto("/")
    expect(page.get_by_test_id("study-row").filter(has_text="Frank Starling")).to_contain_text("Heart")


@pytest.mark.parametrize("task_id", BLOB_TASKS)
def test_a_volume_of_a_task_with_one_region_is_uploaded_segmented_and_looked_at(
    site_page: Page, tmp_path: Path, task_id: str
) -> None:
    page, task = site_page, get_task(task_id)
    ((channel,), (region,)) = task.channels, task.regions
    file = tmp_path / f"case_{channel.id}.nii.gz"
    voxels = write_blob(file)

    page.goto("/upload")
    page.get_by_label("What to segment").select_option(value=task_id)
    expect(page.get_by_role("combobox", name=re.compile("^File for "))).to_have_count(1)
    page.get_by_test_id("file-input").set_input_files(file)
    expect(page.get_by_label(f"File for {channel.name}")).to_contain_text(file.name)
    page.get_by_label("Record number").fill(f"B-{task_id}")
    page.get_by_label("Name", exact=True).fill("Paul Broca")
    page.get_by_role("button", name="Upload and segment").click()
    page.wait_for_url("**/studies/*")

    for axis in ("axial", "coronal", "sagittal"):
        expect(page.get_by_test_id(f"view-{axis}")).to_have_attribute("data-segmentation", re.compile("[0-9]"))
    expect(page.get_by_test_id(f"volume-{region.id}")).to_have_text(f"{voxels / 1000:.1f}mL")
    page.get_by_role("button", name=f"Go to where {region.id} is largest").click()
    expect(page.get_by_test_id("view-axial")).to_have_attribute("data-painted", "14")
