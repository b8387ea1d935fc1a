"""Lengths, angles and areas by the true spacing."""

from __future__ import annotations

from typing import Any

import pytest

from backend.measurements.values import geometry_values
from tests.support.measured import CASES, SPACING

IMAGE_VALUES = {"mean", "sd", "min", "max", "voxels", "value"}


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['kind']}: {case['name']}")
def test_a_measurement_comes_to_what_is_known_of_it(case: dict[str, Any]) -> None:
    found = geometry_values(case["kind"], case["points"], axis=case["axis"], spacing=SPACING)

    expected = {name: value for name, value in case["values"].items() if name not in IMAGE_VALUES}
    assert found == pytest.approx(expected, rel=1e-12)


def test_a_tiny_angle_is_not_lost() -> None:
    points = [(1000.0, 0.0, 0.0), (0.0, 0.0, 0.0), (1000.0, 1e-6, 0.0)]

    found = geometry_values("angle", points, axis="axial", spacing=(1.0, 1.0, 1.0))

    assert found["degrees"] == pytest.approx(5.729577951308e-8, rel=1e-9)


def test_an_outline_far_from_the_origin_has_the_same_area() -> None:
    near = [(0.0, 0.0, 0.0), (0.1, 0.0, 0.0), (0.0, 0.1, 0.0)]
    far = [(x + 4096.0, y + 4096.0, z) for x, y, z in near]

    areas = [
        geometry_values("freehand", points, axis="axial", spacing=(1.0, 1.0, 1.0))["area_cm2"] for points in (near, far)
    ]

    assert areas[1] == pytest.approx(areas[0], rel=1e-9)
