"""A real patient's tumour in the viewer: where it opens, what is drawn, and on which side."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from playwright.sync_api import Page, expect

from model.measure.bidirectional import measure_lesions, sum_of_products
from model.tasks import get_task
from model.volumes import AXES, AXIS_INDEX, take_slice
from tests.e2e.masks import canonical, downloaded_mask
from tests.e2e.painting import coloured, painted_colours, placed
from tests.support.product import Product

pytestmark = pytest.mark.real_data

TASK = get_task("brain-tumour")
WHOLE, *_, ENHANCING = TASK.regions


@pytest.fixture(scope="module")
def mask(product: Product, real_study: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> NDArray[np.uint8]:
    """Read the downloaded mask, on the uploaded grid, as another program would."""
    return downloaded_mask(product, real_study, to=tmp_path_factory.mktemp("mask"))


@pytest.fixture
def study_page(page: Page, real_study: dict[str, Any]) -> Page:
    """Open the study and wait until its views are painted with their mask."""
    page.goto(f"/studies/{real_study['id']}")
    for axis in AXES:
        expect(page.get_by_test_id(f"view-{axis}")).to_have_attribute("data-segmentation", re.compile(r"\d+"))
    return page


def painted_index(page: Page, axis: str) -> int:
    """Tell which slice a view shows."""
    return int(page.get_by_test_id(f"view-{axis}").get_attribute("data-painted") or -1)


def test_it_opens_where_the_tumour_is_widest(study_page: Page, mask: NDArray[np.uint8]) -> None:
    inside = np.isin(mask, WHOLE.labels)
    for axis in AXES:
        others = tuple(number for number in range(3) if number != AXIS_INDEX[axis])
        areas = np.count_nonzero(inside, axis=others)
        assert areas[painted_index(study_page, axis)] == areas.max() > 0


@pytest.mark.parametrize("axis", AXES)
def test_the_overlay_has_the_edges_of_the_downloaded_mask(
    study_page: Page, real_study: dict[str, Any], mask: NDArray[np.uint8], axis: str
) -> None:
    drawn = coloured(painted_colours(study_page, axis=axis))

    known = np.isin(take_slice(mask, axis, painted_index(study_page, axis)), WHOLE.labels)
    on_canvas = placed(real_study, axis=axis, frame=drawn.shape)
    for number in range(2):
        scale = on_canvas.size[number] / known.shape[number]
        found = np.flatnonzero(drawn.any(axis=1 - number)) - on_canvas.start[number]
        expected = np.flatnonzero(known.any(axis=1 - number))
        assert found[0] / scale == pytest.approx(expected[0], abs=0.35)
        assert (found[-1] + 1) / scale == pytest.approx(expected[-1] + 1, abs=0.35)


@pytest.mark.parametrize("axis", AXES)
@pytest.mark.parametrize("channel", ["flair", "t1ce"])
def test_every_voxel_is_painted_in_its_grey_at_its_place(
    study_page: Page, real_study: dict[str, Any], real_files: dict[str, Path], axis: str, channel: str
) -> None:
    name = next(each.name for each in TASK.channels if each.id == channel)
    study_page.get_by_role("radio", name=name).check()
    study_page.get_by_role("switch", name="Segmentation").click()
    study_page.get_by_role("button", name="Smooth between voxels").click()
    expect(study_page.get_by_test_id(f"view-{axis}")).to_have_attribute("data-channel", channel)

    canvas = painted_colours(study_page, axis=axis)

    values = take_slice(canonical(real_files[channel]), axis, painted_index(study_page, axis))
    low, high = real_study["windows"][channel]["window"]
    greys = np.clip((values - low) / (high - low), 0, 1) * 255
    down, across = placed(real_study, axis=axis, frame=canvas.shape).centres(greys.shape)
    rows, columns = (
        np.flatnonzero((places >= 0) & (places < count))
        for places, count in zip((down, across), canvas.shape, strict=False)
    )
    shown = canvas[np.ix_(down[rows], across[columns])][..., :3].astype(float)
    assert shown.max() > 200
    # A whole step of grey where a value lies between two.
    assert np.abs(shown - greys[np.ix_(rows, columns)][..., np.newaxis]).max() <= 1.01


def test_the_diameters_are_those_of_the_mask(
    study_page: Page, real_study: dict[str, Any], mask: NDArray[np.uint8]
) -> None:
    lesions = measure_lesions(np.isin(mask, ENHANCING.labels), spacing=tuple(real_study["spacing"]))
    assert lesions[0].measurable

    total = study_page.get_by_test_id("sum-of-products")

    expect(total).to_contain_text(f"{sum_of_products(lesions):,.0f}")
