"""A picture of a task with weights of one's own: chosen, uploaded, and looked at in one view."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from model.volumes import slice_plane
from tests.e2e.conftest import PATIENCE_MS
from tests.support.picture_task import PICTURE_TASK, cell_picture, png, write_picture_weights
from tests.support.served import ACCOUNT, serving
from tests.support.site import Site
from tests.support.studies import store_mask

PICTURE = cell_picture(rows=180, columns=240)
MASK = (PICTURE > 100).astype(np.uint8)


@pytest.fixture
def page_of_picture(browser: Browser, tmp_path: Path) -> Iterator[Page]:
    """Serve a picture with its mask; give a page of somebody who is signed in."""

    def keep(site: Site) -> None:
        form = {"task": PICTURE_TASK, "patient_mrn": "S-1", "patient_name": "Sample"}
        reply = site.client.post(
            "/api/studies", data=form | {"em": (io.BytesIO(png(PICTURE)), "em.png")}, content_type="multipart/form-data"
        )
        assert reply.json is not None
        labels = np.ascontiguousarray(slice_plane(MASK)[..., None])
        store_mask(site.services, reply.json["job"]["id"], labels, volumes_ml={"INSIDE": float(MASK.sum()) / 1000})

    write_picture_weights(tmp_path / "weights")
    with serving(tmp_path, keep, weights_dir=tmp_path / "weights") as running:
        context = browser.new_context(base_url=running.url, locale="en-GB", viewport={"width": 1280, "height": 800})
        context.set_default_timeout(PATIENCE_MS)
        assert context.request.post("/api/session", data=ACCOUNT, timeout=PATIENCE_MS).ok
        yield context.new_page()
        context.close()


def test_a_picture_is_uploaded_and_looked_at_in_one_view_measured_in_pixels(page_of_picture: Page) -> None:
    page = page_of_picture
    view = page.get_by_test_id("view-axial")

    # What was segmented before.
    page.goto("/studies/1")
    expect(view).to_have_attribute("data-segmentation", "1")
    expect(page.get_by_test_id("views").get_by_role("region")).to_have_count(1)
    expect(page.get_by_text("R", exact=True)).to_have_count(0)
    expect(view.get_by_role("slider")).to_have_count(0)
    expect(page.get_by_role("switch", name="3D")).to_have_count(0)
    expect(page.get_by_test_id("volume-INSIDE")).to_have_text(f"{MASK.sum():,}px²")
    expect(page.get_by_test_id("readout-pixel")).to_be_visible()
    expect(view.get_by_test_id("scale-bar")).to_contain_text("px")

    box = view.get_by_test_id("canvas-axial").bounding_box()
    assert box is not None
    middle, height = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.keyboard.press("m")
    page.mouse.click(middle - 60, height)
    page.mouse.click(middle + 60, height)
    expect(page.get_by_test_id("measurement-list").get_by_role("listitem")).to_contain_text("px")
    page.keyboard.press("x")
    page.mouse.wheel(0, -120)
    page.wait_for_url("**/studies/1?*camera=axial*")
    page.get_by_role("switch", name="INSIDE").click()
    page.wait_for_url("**region=INSIDE:off*")

    if not page.get_by_text("Download mask").is_visible():
        page.get_by_test_id("result-panel").get_by_role("button", name="Result").click()
    with page.expect_download() as download:
        page.get_by_text("Download mask").click()
    assert download.value.suggested_filename == "study-1_segmentation-1.png"
    assert np.array_equal(np.asarray(Image.open(download.value.path())), MASK)

    # Another one.
    page.goto("/upload")
    page.get_by_label("What to segment").select_option("Neurons")
    expect(page.get_by_text("Drop the picture here")).to_be_visible()
    files = page.get_by_test_id("file-input")
    files.set_input_files({"name": "slide.jpg", "mimeType": "image/jpeg", "buffer": b"\xff\xd8"})
    expect(page.get_by_text("There is no PNG or TIFF file")).to_be_visible()
    files.set_input_files({"name": "slide.png", "mimeType": "image/png", "buffer": png(255 - PICTURE)})
    expect(page.get_by_label("File for Electron microscopy")).to_contain_text("slide.png")
    page.get_by_label("Sample number").fill("S-2")
    page.get_by_label("Name", exact=True).fill("Another sample")
    page.get_by_role("button", name="Upload and segment").click()
    page.wait_for_url("**/studies/2*")
    expect(view).to_have_attribute("data-painted", "0")
    expect(page.get_by_test_id("job-stage")).to_have_text("Waiting for a worker")
