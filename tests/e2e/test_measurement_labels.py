"""What stands beside measurements in a view, and the table of all of them."""

from __future__ import annotations

import csv
import io
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from playwright.sync_api import FloatRect, Locator, Page, expect

from tests.e2e.measuring import Measured, go_to, kept_row, open_study, rows
from tests.support.product import Product

INDEX = 8
MIDDLE = (48, 56)
LINES = [((-12, dy), (12, -dy)) for dy in (6, 2, -2, -6)]


@pytest.fixture
def crowded(page: Page, product: Product, ready_study: dict[str, Any], measured: Measured) -> Page:
    """Open the ready study at a slice with four distances in one place."""
    for number, ends in enumerate(LINES):
        body = {
            "kind": "distance",
            "axis": "axial",
            "index": INDEX,
            "points": [[MIDDLE[0] + dx, MIDDLE[1] + dy, INDEX] for dx, dy in ends],
            "label": ["=1+1", "Dr. Kim's, left", "", ""][number],
        }
        product.request("POST", f"/api/studies/{ready_study['id']}/measurements", json=body)
    open_study(page, ready_study)
    go_to(page, axis="axial", index=INDEX)
    expect(labels(page)).to_have_count(len(LINES))
    return page


def labels(page: Page) -> Locator:
    return page.get_by_test_id("measurements-axial").locator("text")


def box_of(label: Locator) -> FloatRect:
    box = label.bounding_box()
    assert box is not None
    return box


def overlap(one: FloatRect, other: FloatRect) -> bool:
    across = one["x"] < other["x"] + other["width"] and other["x"] < one["x"] + one["width"]
    return across and one["y"] < other["y"] + other["height"] and other["y"] < one["y"] + one["height"]


def test_labels_stand_beside_each_other(crowded: Page) -> None:
    boxes = [box_of(label) for label in labels(crowded).all()]

    assert not [pair for pair in combinations(boxes, 2) if overlap(*pair)]


def test_the_ground_of_a_label_is_as_wide_as_its_words(crowded: Page) -> None:
    for label in labels(crowded).all():
        words, ground = box_of(label), box_of(label.locator("xpath=preceding-sibling::*[local-name()='rect'][last()]"))
        # The dark edge of the letters reaches beyond them.
        assert ground["x"] <= words["x"] + 2
        assert words["x"] + words["width"] <= ground["x"] + ground["width"] + 2


def test_a_label_is_moved_by_hand_keeps_a_leader_and_stays_while_the_page_is_open(
    crowded: Page, measured: Measured
) -> None:
    mark = crowded.get_by_test_id(f"measurement-{measured()[0]['id']}")
    before = box_of(mark.locator("text"))
    start = (before["x"] + before["width"] / 2, before["y"] + before["height"] / 2)
    crowded.mouse.move(*start)
    crowded.mouse.down()
    crowded.mouse.move(start[0] + 15, start[1] + 110, steps=5)
    crowded.mouse.up()

    def moved() -> tuple[float, float]:
        after = box_of(mark.locator("text"))
        return after["x"] - before["x"], after["y"] - before["y"]

    assert moved() == pytest.approx((15, 110), abs=1.5)
    expect(mark.get_by_test_id("leader")).to_be_attached()
    go_to(crowded, axis="axial", index=INDEX + 1)
    expect(labels(crowded)).to_have_count(0)
    go_to(crowded, axis="axial", index=INDEX)
    expect(labels(crowded)).to_have_count(len(LINES))
    assert moved() == pytest.approx((15, 110), abs=1.5)


def test_labels_are_in_the_saved_picture(crowded: Page) -> None:
    label = box_of(labels(crowded).last)
    canvas = crowded.get_by_test_id("canvas-axial").bounding_box()
    assert canvas is not None
    left, top = label["x"] - canvas["x"], label["y"] - canvas["y"]

    crowded.get_by_role("button", name="Save picture").click()
    crowded.get_by_role("radio", name="Axial · FLAIR").check()
    with crowded.expect_download() as download:
        crowded.get_by_role("button", name="Save PNG").click()

    with Image.open(Path(download.value.path())) as picture:
        cut = picture.convert("RGB").crop((int(left), int(top), int(left + label["width"]), int(top + label["height"])))
    rgb = np.asarray(cut).astype(int)
    # The ink of what people measured is yellow.
    assert ((rgb[..., 0] - rgb[..., 2]) > 80).sum() > 30


def test_the_table_says_what_the_list_does_and_calculates_nothing(
    crowded: Page, ready_study: dict[str, Any], measured: Measured
) -> None:
    expect(rows(crowded)).to_have_count(len(LINES))
    kept_row(crowded, count=len(LINES))
    with crowded.expect_download() as download:
        crowded.get_by_test_id("measurement-list").get_by_role("button", name="CSV").click()

    assert download.value.suggested_filename == f"neuroslice-study-{ready_study['id']}-measurements.csv"
    content = Path(download.value.path()).read_bytes()
    assert content.startswith(b"\xef\xbb\xbf")
    table = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    items = measured()
    assert [float(row["length_mm"]) for row in table] == pytest.approx(
        [item["values"]["length_mm"] for item in items], abs=0.006
    )
    assert {(row["kind"], row["axis"], row["slice"]) for row in table} == {("distance", "axial", str(INDEX + 1))}
    assert [row["name"] for row in table[:2]] == ["'=1+1", "Dr. Kim's, left"]
    assert ready_study["patient"]["name"] not in content.decode()
    affine = np.array(ready_study["affine"])
    x, y, z = items[0]["points"][0]
    first = " ".join(f"{place:.2f}" for place in (affine @ [x, y, z, 1])[:3])
    assert table[0]["points_ras_mm"].startswith(f"({first})")
