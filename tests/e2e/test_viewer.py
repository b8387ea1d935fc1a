"""What a radiologist sees of a segmented study, and what happens under their hands."""

from __future__ import annotations

import gzip
import io
import itertools
import re
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import nibabel
import numpy as np
import pytest
from numpy.typing import NDArray
from playwright.sync_api import Page, Request, expect

from model.tasks import get_task
from model.volumes import AXES, LabelVolume, read_labels, take_slice
from tests.e2e.painting import coloured, coloured_share, painted_colours, placed, placement
from tests.support.product import Product

WHOLE_TUMOUR = (1, 2, 4)
# What comes by itself while a study is open: neighbours of the shown slices, whole volumes behind them, what the mask
# holds, and what colleagues measure meanwhile. A browser asks for the icon whenever it likes.
BY_ITSELF = re.compile(
    r"/favicon\.svg|/api/(studies/\d+/(images/\w+/\w+/\d+\.png|images/\w+\.nii\.gz|measurements)"
    r"|segmentations/\d+(/\w+/\d+\.png|\.nii\.gz|/profile|/lesions))"
)


@pytest.fixture
def study_page(page: Page, ready_study: dict[str, Any]) -> Page:
    """Open the ready study and wait until its three views are painted with their mask."""
    page.goto(f"/studies/{ready_study['id']}")
    for axis in AXES:
        view = page.get_by_test_id(f"view-{axis}")
        expect(view).to_have_attribute("data-painted", re.compile(r"\d+"))
        expect(view).to_have_attribute("data-segmentation", re.compile(r"\d+"))
    return page


@pytest.fixture(scope="session")
def truth(demo_case: dict[str, Path]) -> LabelVolume:
    """Read where the synthetic tumour really is."""
    return read_labels(demo_case["flair"].with_name("demo_seg.nii.gz"), task=get_task("brain-tumour"))


@pytest.fixture(scope="session")
def mask(product: Product, ready_study: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> LabelVolume:
    """Read the mask that the server gives for download."""
    path = tmp_path_factory.mktemp("mask") / "mask.nii.gz"
    segmentation = ready_study["segmentations"][-1]["id"]
    path.write_bytes(product.request("GET", f"/api/segmentations/{segmentation}.nii.gz").content)
    return read_labels(path, task=get_task("brain-tumour"))


def tumour_slice(volume: LabelVolume, *, axis: str, index: int) -> NDArray[np.bool_]:
    """Cut the whole tumour as a view shows it."""
    return np.isin(take_slice(volume.data, axis, index), WHOLE_TUMOUR)


def go_to(page: Page, *, axis: str, index: int) -> None:
    """Bring a view to a slice and wait until it and its mask are painted."""
    page.get_by_test_id(f"view-{axis}").get_by_role("slider").fill(str(index))
    expect(page.get_by_test_id(f"view-{axis}")).to_have_attribute("data-painted", str(index))


@pytest.mark.parametrize("axis", AXES)
def test_the_overlay_lies_where_the_mask_is_to_the_voxel(
    study_page: Page, ready_study: dict[str, Any], mask: LabelVolume, axis: str
) -> None:
    sums = np.isin(mask.data, WHOLE_TUMOUR).sum(axis=tuple(a for a in range(3) if a != AXES.index(axis)))
    index = int(sums.argmax())
    go_to(study_page, axis=axis, index=index)

    drawn = coloured(painted_colours(study_page, axis=axis))

    expected = tumour_slice(mask, axis=axis, index=index)
    rows, columns = np.nonzero(drawn)
    on_canvas = placed(ready_study, axis=axis, frame=drawn.shape)
    (top, left), scale = on_canvas.start, on_canvas.size[0] / expected.shape[0]
    where = np.nonzero(expected)
    # The edges of the drawn region, back in voxels, are the edges of the mask: no half-voxel shift, no flip.
    assert (rows.min() - top) / scale == pytest.approx(where[0].min(), abs=0.35)
    assert (rows.max() + 1 - top) / scale == pytest.approx(where[0].max() + 1, abs=0.35)
    assert (columns.min() - left) / scale == pytest.approx(where[1].min(), abs=0.35)
    assert (columns.max() + 1 - left) / scale == pytest.approx(where[1].max() + 1, abs=0.35)


@pytest.mark.parametrize("axis", AXES)
def test_the_overlay_lies_on_the_tumour_and_left_is_left(study_page: Page, truth: LabelVolume, axis: str) -> None:
    sums = np.isin(truth.data, WHOLE_TUMOUR).sum(axis=tuple(a for a in range(3) if a != AXES.index(axis)))
    index = int(sums.argmax())
    go_to(study_page, axis=axis, index=index)

    pixels = painted_colours(study_page, axis=axis)

    flair = study_page.get_by_test_id(f"view-{axis}").get_attribute("data-channel")
    assert flair == "flair"
    drawn = placement(coloured(pixels), within=pixels[..., :3].max(axis=-1) > 40)
    whole = tumour_slice(truth, axis=axis, index=index)
    brain = take_slice(np.isfinite(truth.data), axis, index)
    real = placement(whole, within=brain)
    assert (drawn.across - 0.5) * (real.across - 0.5) > 0
    assert (drawn.down - 0.5) * (real.down - 0.5) > 0


@pytest.mark.parametrize(
    ("axis", "letters"), [("axial", "RLAP"), ("coronal", "RLSI"), ("sagittal", "APSI")], ids=AXES[::-1]
)
def test_the_orientation_letters_are_in_radiological_places(study_page: Page, axis: str, letters: str) -> None:
    view = study_page.get_by_test_id(f"view-{axis}")
    canvas = view.locator("canvas").bounding_box()
    assert canvas is not None
    for letter, place in zip(letters, ("left", "right", "top", "bottom"), strict=True):
        box = view.get_by_text(letter, exact=True).bounding_box()
        assert box is not None
        across = (box["x"] + box["width"] / 2 - canvas["x"]) / canvas["width"]
        down = (box["y"] + box["height"] / 2 - canvas["y"]) / canvas["height"]
        position = {"left": across, "right": 1 - across, "top": down, "bottom": 1 - down}[place]
        assert 0 < position < 0.2, (letter, place)


def test_toggling_never_asks_the_server(study_page: Page) -> None:
    asked: list[str] = []
    study_page.on("request", lambda request: asked.append(urlsplit(request.url).path))
    shown = {axis: study_page.get_by_test_id(f"view-{axis}").get_attribute("data-painted") for axis in AXES}
    before = coloured_share(painted_colours(study_page, axis="axial"))

    study_page.get_by_role("switch", name="Segmentation").click()
    off = coloured_share(painted_colours(study_page, axis="axial"))
    study_page.get_by_role("switch", name="Segmentation").click()
    for region in ("WT", "TC", "ET"):
        study_page.get_by_test_id(f"region-{region}").get_by_role("switch").click()
    none = coloured_share(painted_colours(study_page, axis="axial"))
    study_page.get_by_test_id("region-WT").get_by_role("switch").click()
    study_page.get_by_label("Opacity of WT").fill("30")

    assert before > 0
    assert off == none == 0
    assert coloured_share(painted_colours(study_page, axis="axial")) > 0
    assert [path for path in asked if BY_ITSELF.fullmatch(path) is None] == []
    assert [path for path in asked if path.endswith(tuple(f"/{axis}/{shown[axis]}.png" for axis in AXES))] == []


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (1920, 1080), (1313, 857), (820, 1180)])
def test_a_pixel_of_a_picture_is_a_pixel_of_the_screen(study_page: Page, width: int, height: int) -> None:
    study_page.set_viewport_size({"width": width, "height": height})

    # What an element covers is from the pixel where it begins to the one where it ends, wherever in them that is.
    study_page.wait_for_function(
        """() => [...document.querySelectorAll("canvas[data-testid^=canvas-]")].every(canvas => {
            const { left, right, top, bottom } = canvas.getBoundingClientRect();
            return canvas.width === Math.round(right) - Math.round(left)
                && canvas.height === Math.round(bottom) - Math.round(top);
        })"""
    )


def test_what_takes_the_server_longer_is_asked_for_after_the_pictures(page: Page, ready_study: dict[str, Any]) -> None:
    answered: list[str] = []
    page.on("requestfinished", lambda request: answered.append(urlsplit(request.url).path))
    asked: dict[str, list[str]] = {}

    def note(request: Request) -> None:
        asked.setdefault(urlsplit(request.url).path, list(answered))

    page.on("request", note)

    page.goto(f"/studies/{ready_study['id']}")
    expect(page.get_by_test_id("sum-of-products")).to_be_visible()

    segmentation = ready_study["segmentations"][-1]["id"]
    for reading in ("profile", "lesions"):
        before = asked[f"/api/segmentations/{segmentation}/{reading}"]
        for axis in AXES:
            assert any(f"/images/flair/{axis}/" in path for path in before), reading
            assert any(f"/api/segmentations/{segmentation}/{axis}/" in path for path in before), reading


def test_wheel_keys_and_slider_move_through_the_slices(study_page: Page, ready_study: dict[str, Any]) -> None:
    count = ready_study["shape"][2]
    view, number = study_page.get_by_test_id("view-axial"), study_page.get_by_test_id("slice-number-axial")
    go_to(study_page, axis="axial", index=10)
    expect(number).to_have_text(f"11 / {count}")

    view.get_by_role("group").focus()
    study_page.keyboard.press("ArrowUp")
    expect(number).to_have_text(f"12 / {count}")
    study_page.keyboard.press("ArrowDown")
    expect(number).to_have_text(f"11 / {count}")
    study_page.keyboard.press("End")
    expect(number).to_have_text(f"{count} / {count}")
    study_page.keyboard.press("Home")
    expect(number).to_have_text(f"1 / {count}")

    go_to(study_page, axis="axial", index=20)
    view.locator("canvas").hover()
    study_page.mouse.wheel(0, 100)
    expect(number).not_to_have_text(f"21 / {count}")


def test_an_image_is_never_shown_with_the_number_or_the_mask_of_another_slice(
    study_page: Page, mask: LabelVolume
) -> None:
    slider = study_page.get_by_test_id("view-axial").get_by_role("slider")
    for index in range(5, 75, 3):
        slider.fill(str(index))
        painted = study_page.evaluate(
            """() => {
                const view = document.querySelector('[data-testid=view-axial]');
                const number = document.querySelector('[data-testid=slice-number-axial]').textContent;
                const canvas = view.querySelector('canvas');
                const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
                let colour = false;
                for (let at = 0; at < data.length; at += 4) {
                    const [r, g, b] = [data[at], data[at + 1], data[at + 2]];
                    if (Math.max(r, g, b) - Math.min(r, g, b) > 20) { colour = true; break; }
                }
                return { index: Number(view.dataset.painted), number: parseInt(number), colour };
            }"""
        )
        assert painted["number"] == painted["index"] + 1
        assert painted["colour"] == bool(tumour_slice(mask, axis="axial", index=painted["index"]).any())


def test_another_modality_shows_another_image(study_page: Page) -> None:
    before = painted_colours(study_page, axis="axial")

    study_page.get_by_role("radio", name="T1ce").check()
    expect(study_page.get_by_test_id("view-axial")).to_have_attribute("data-channel", "t1ce")

    assert not np.array_equal(before, painted_colours(study_page, axis="axial"))


def test_window_and_level_change_the_grey_and_reset_brings_it_back(study_page: Page) -> None:
    before = painted_colours(study_page, axis="coronal")
    panel = study_page.get_by_role("region", name="Window")

    level = panel.get_by_label("Level")
    level.fill(str(float(level.input_value()) * 1.6))
    changed = painted_colours(study_page, axis="coronal")
    panel.get_by_role("button", name="Reset").click()

    assert changed[..., :3].mean() < before[..., :3].mean()
    assert np.array_equal(before, painted_colours(study_page, axis="coronal"))


def test_the_banner_says_whose_study_it_is(study_page: Page) -> None:
    banner = study_page.get_by_test_id("patient-banner")

    for fact in ("Ada Lovelace", "READY-1", "1965", "Female", "2026"):
        expect(banner).to_contain_text(fact)


def test_the_result_names_its_model_and_its_volumes(study_page: Page, ready_study: dict[str, Any]) -> None:
    segmentation = ready_study["segmentations"][-1]

    panel = study_page.get_by_test_id("result-panel")
    panel.get_by_role("button", name="Result").click()
    expect(panel).to_contain_text(segmentation["model"]["name"])
    expect(panel).to_contain_text(segmentation["model"]["version"])
    for region, volume in segmentation["volumes_ml"].items():
        expect(study_page.get_by_test_id(f"volume-{region}")).to_contain_text(f"{volume:.1f}")


def test_the_downloaded_mask_lies_on_the_grid_of_the_uploaded_flair(
    study_page: Page, demo_case: dict[str, Path]
) -> None:
    study_page.get_by_role("button", name="Result").click()
    with study_page.expect_download() as download:
        study_page.get_by_role("link", name="Download mask").click()

    content = Path(download.value.path()).read_bytes()
    saved = nibabel.Nifti1Image.from_stream(io.BytesIO(gzip.decompress(content)))
    uploaded = nibabel.load(demo_case["flair"])
    assert isinstance(uploaded, nibabel.Nifti1Image)
    assert saved.shape == uploaded.shape
    assert np.array_equal(saved.affine, uploaded.affine)
    assert saved.header["sform_code"] == uploaded.header["sform_code"]
    assert saved.header["qform_code"] == uploaded.header["qform_code"]


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (1920, 1080)])
def test_everything_fits_the_window_without_scrolling(study_page: Page, width: int, height: int) -> None:
    study_page.set_viewport_size({"width": width, "height": height})

    overflow = study_page.evaluate(
        "() => [document.documentElement.scrollWidth - innerWidth, document.documentElement.scrollHeight - innerHeight]"
    )
    assert max(overflow) <= 0
    boxes = []
    for axis in AXES:
        box = study_page.get_by_test_id(f"view-{axis}").bounding_box()
        assert box is not None
        boxes.append(box)
        assert box["x"] >= 0
        assert box["y"] >= 0
        assert box["x"] + box["width"] <= width
        assert box["y"] + box["height"] <= height
    for one, other in itertools.combinations(boxes, 2):
        beside = any(first["x"] + first["width"] <= second["x"] + 1 for first, second in ((one, other), (other, one)))
        above = any(first["y"] + first["height"] <= second["y"] + 1 for first, second in ((one, other), (other, one)))
        assert beside or above


def test_each_image_can_be_downloaded_as_it_was_uploaded(study_page: Page, demo_case: dict[str, Path]) -> None:
    with study_page.expect_download() as download:
        study_page.get_by_role("region", name="Download images").get_by_role("link", name="T1ce").click()

    saved = gzip.decompress(Path(download.value.path()).read_bytes())
    assert saved == gzip.decompress(demo_case["t1ce"].read_bytes())
