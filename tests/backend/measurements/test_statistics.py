"""The image's values at a point and inside an outline."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from backend.measurements.plane import plane_of
from backend.measurements.statistics import image_values
from model.volumes import AXIS_INDEX
from tests.support.measured import CASES, make_image

READING = [case for case in CASES if case["kind"] in ("ellipse", "freehand", "probe")]


@pytest.mark.parametrize("case", READING, ids=lambda case: f"{case['kind']}: {case['name']}")
def test_a_region_reads_what_is_known_of_it(case: dict[str, Any]) -> None:
    plane = np.take(make_image(), case["index"], axis=AXIS_INDEX[case["axis"]])

    found = image_values(case["kind"], case["points"], axis=case["axis"], plane=plane)

    known = {name: value for name, value in case["values"].items() if name != "area_cm2"}
    assert found == {name: value if value is None else pytest.approx(value, rel=1e-9) for name, value in known.items()}


def test_neighbouring_outlines_share_no_voxel_and_leave_none_out() -> None:
    plane = np.ones((8, 8))
    left = [(1.0, 1.0, 0.0), (4.0, 1.0, 0.0), (4.0, 6.0, 0.0), (1.0, 6.0, 0.0)]
    right = [(4.0, 1.0, 0.0), (6.0, 1.0, 0.0), (6.0, 6.0, 0.0), (4.0, 6.0, 0.0)]
    both = [(1.0, 1.0, 0.0), (6.0, 1.0, 0.0), (6.0, 6.0, 0.0), (1.0, 6.0, 0.0)]

    counts = [image_values("freehand", points, axis="axial", plane=plane)["voxels"] for points in (left, right, both)]

    assert counts == [15, 10, 25]


def test_the_plane_of_a_slice_keeps_the_order_of_the_axes() -> None:
    assert [plane_of(axis) for axis in ("sagittal", "coronal", "axial")] == [(1, 2), (0, 2), (0, 1)]
