"""A mask that is not the newest one says so, and is drawn as it is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.e2e.conftest import PATIENCE_MS
from tests.support import telling_phantom
from tests.support.served import ACCOUNT, keep_study, serving
from tests.support.site import Site
from tests.support.studies import store_mask


@pytest.fixture
def page_of_two_masks(
    browser: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[tuple[Page, tuple[int, int]]]:
    """Serve a study that was segmented twice; give a signed-in page and the ids of its masks, the older one first."""
    masks: list[int] = []

    def keep(site: Site) -> None:
        study, older = keep_study(site, telling_phantom.image_file(), telling_phantom.labels())
        again = site.client.post(f"/api/studies/{study['id']}/segmentations")
        assert again.json is not None
        masks.extend((older, store_mask(site.services, again.json["id"], telling_phantom.labels())))

    with serving(tmp_path_factory.mktemp("older"), keep) as running:
        context = browser.new_context(base_url=running.url, locale="en-GB")
        context.set_default_timeout(PATIENCE_MS)
        assert context.request.post("/api/session", data=ACCOUNT, timeout=PATIENCE_MS).ok
        older, newer = masks
        yield context.new_page(), (older, newer)
        context.close()


def test_opening_an_older_mask_says_so_and_leads_to_the_newest(
    page_of_two_masks: tuple[Page, tuple[int, int]],
) -> None:
    page, (older, newer) = page_of_two_masks
    view, line = page.get_by_test_id("view-axial"), page.get_by_test_id("older-mask")

    page.goto(f"/studies/1?mask={older}")
    expect(view).to_have_attribute("data-segmentation", str(older))
    expect(line).to_contain_text("An older mask is shown, made")

    line.get_by_role("button").click()
    expect(view).to_have_attribute("data-segmentation", str(newer))
    expect(line).to_have_count(0)
    page.goto("/studies/1")
    expect(view).to_have_attribute("data-segmentation", str(newer))
    expect(line).to_have_count(0)
