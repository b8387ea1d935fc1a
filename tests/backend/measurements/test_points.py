"""Points that make no measurement are refused with the reason."""

from __future__ import annotations

import math
from typing import Any

import pytest

from backend.errors import Refused
from backend.measurements.points import checked_points
from tests.support.measured import CASES, SHAPE, SPACING

Points = list[tuple[float, float, float]]


def check(kind: str, points: Points, *, axis: str = "axial", index: int = 5) -> Points:
    return checked_points(kind, points, axis=axis, index=index, shape=SHAPE, spacing=SPACING)


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case['kind']}: {case['name']}")
def test_what_can_be_measured_is_taken_as_it_is(case: dict[str, Any]) -> None:
    points = check(case["kind"], case["points"], axis=case["axis"], index=case["index"])

    assert points == [tuple(point) for point in case["points"]]


@pytest.mark.parametrize(
    ("kind", "count"),
    [
        ("distance", 1),
        ("distance", 3),
        ("angle", 2),
        ("ellipse", 4),
        ("freehand", 2),
        ("probe", 2),
        ("bidirectional", 2),
    ],
)
def test_every_kind_has_its_number_of_points(kind: str, count: int) -> None:
    with pytest.raises(Refused, match=f"not {count}") as refused:
        check(kind, [(float(number), 2.0, 5.0) for number in range(count)])

    assert refused.value.errors[0].field == "points"


@pytest.mark.parametrize("index", [-1, SHAPE[2]])
def test_a_slice_that_is_not_there_is_refused(index: int) -> None:
    with pytest.raises(Refused, match="they run from 0 to 29"):
        check("probe", [(1.0, 1.0, float(index))], index=index)


@pytest.mark.parametrize("point", [(-0.51, 1.0, 5.0), (39.6, 1.0, 5.0), (1.0, 49.51, 5.0), (1.0, -1.0, 5.0)])
def test_a_point_outside_the_volume_is_refused_by_its_number(point: tuple[float, float, float]) -> None:
    with pytest.raises(Refused, match="outside the volume") as refused:
        check("distance", [(1.0, 2.0, 5.0), point])

    assert refused.value.errors[0].field == "points.1"


@pytest.mark.parametrize(("axis", "through"), [("sagittal", 0), ("coronal", 1), ("axial", 2)])
def test_a_point_beside_the_slice_is_refused_on_every_axis(axis: str, through: int) -> None:
    beside = [5.0, 5.0, 5.0]
    beside[through] = 5.4

    with pytest.raises(Refused, match=f"does not lie in {axis} slice 5"):
        check("distance", [(5.0, 5.0, 5.0), (beside[0], beside[1], beside[2])], axis=axis)


def test_a_point_that_is_off_by_rounding_is_put_into_the_slice() -> None:
    assert check("probe", [(1.0, 1.0, 5.0000001)]) == [(1.0, 1.0, 5.0)]


@pytest.mark.parametrize(
    ("kind", "points", "reason"),
    [
        ("distance", [(1, 1, 5), (1, 1, 5)], "in one place"),
        ("angle", [(1, 1, 5), (1, 1, 5), (2, 2, 5)], "in one place"),
        ("angle", [(1, 1, 5), (2, 2, 5), (2, 2, 5)], "in one place"),
        ("ellipse", [(1, 1, 5), (9, 1, 5)], "no area"),
        ("freehand", [(1, 1, 5), (2, 2, 5), (3, 3, 5)], "no area"),
        ("freehand", [(1, 1, 5), (9, 9, 5), (9, 1, 5), (1, 8, 5)], "crosses itself"),
        ("bidirectional", [(1, 1, 5), (9, 1, 5), (4, 1, 5), (4, 1, 5)], "in one place"),
        ("bidirectional", [(1, 1, 5), (9, 1, 5), (4, 1, 5), (8, 4, 5)], "right angles"),
    ],
)
def test_what_spans_nothing_is_refused(kind: str, points: Points, reason: str) -> None:
    with pytest.raises(Refused, match=reason):
        check(kind, points)


def test_right_angles_are_those_in_mm() -> None:
    # At right angles in voxels, whose sides differ, is not at right angles in the patient.
    with pytest.raises(Refused, match="right angles"):
        check("bidirectional", [(10, 10, 5), (14, 14, 5), (10, 14, 5), (14, 10, 5)])

    check("bidirectional", [(10, 10, 5), (14, 12, 5), (10, 12, 5), (14, 10, 5)])


def test_an_outline_may_have_as_many_corners_as_a_hand_draws() -> None:
    around = [math.tau * number / 1000 for number in range(1000)]
    circle = [(20 + 10 * math.cos(angle), 20 + 10 * math.sin(angle), 5.0) for angle in around]

    assert len(check("freehand", circle)) == 1000
