import math

import numpy as np
import pytest

from model.measure.diameters import Diameter, longest_diameter, longest_perpendicular
from tests.model.measure.shapes import box, ellipse, ring

Plane = tuple[float, float]


def both(shape: np.ndarray, spacing: Plane = (1.0, 1.0)) -> tuple[Diameter, Diameter]:
    long = longest_diameter(shape, spacing=spacing)
    assert long is not None
    return long, longest_perpendicular(shape, long, spacing=spacing)


@pytest.mark.parametrize("spacing", [(1.0, 1.0), (0.5, 2.0), (1.3, 0.9)])
def test_of_a_box_it_is_the_diagonal_and_the_perpendicular_ends_on_its_long_sides(spacing: Plane) -> None:
    long, short = both(box(20, 8, within=(30, 20), start=(4, 5)), spacing)

    height, width = sorted((20 * spacing[0], 8 * spacing[1]))
    diagonal = math.hypot(width, height)
    assert long.length == pytest.approx(diagonal)
    assert short.length == pytest.approx(height * diagonal / width)
    assert {long.start, long.end} in ({(4, 5), (24, 13)}, {(4, 13), (24, 5)})


@pytest.mark.parametrize("spacing", [(1.0, 1.0), (0.8, 1.25), (0.5, 0.5)])
@pytest.mark.parametrize("degrees", [0, 17, 45, 90, 133])
def test_of_an_ellipse_they_are_its_axes_to_the_voxel(degrees: float, spacing: Plane) -> None:
    long, short = both(ellipse(44, 26, degrees=degrees, spacing=spacing), spacing)

    voxel = math.hypot(*spacing)
    assert long.length == pytest.approx(44, abs=1.5 * voxel)
    assert short.length == pytest.approx(26, abs=1.5 * voxel)
    across, up = ((end - start) * size for start, end, size in zip(long.start, long.end, spacing, strict=True))
    turned = math.degrees(math.atan2(up, across)) - degrees
    assert abs((turned + 90) % 180 - 90) < 10


def test_one_voxel_has_its_two_diagonals() -> None:
    long, short = both(np.ones((1, 1), bool), (1.0, 1.0))

    assert (long.length, short.length) == pytest.approx((math.sqrt(2), math.sqrt(2)))


def test_both_are_perpendicular_in_mm_not_in_voxels() -> None:
    spacing = (0.6, 1.7)
    lines = both(ellipse(40, 22, degrees=30, spacing=spacing), spacing)

    first, second = (np.subtract(line.end, line.start) * spacing / line.length for line in lines)
    assert abs(first @ second) < 1e-9


def test_in_a_concave_shape_they_stay_inside() -> None:
    shape = np.zeros((10, 10), bool)
    shape[:3] = shape[:, :3] = True

    long, short = both(shape)

    # The ends of the arms see each other no more: from the end of one it passes the inner corner at (3, 3).
    assert long.length == pytest.approx(math.hypot(10, 4))
    assert short.length == pytest.approx(math.hypot(7.5, 3))


def test_in_a_ring_they_do_not_cross_the_hole() -> None:
    long, short = both(ring(48, 24))

    # The longest line in a ring touches the inner circle.
    touching = math.sqrt(48**2 - 24**2)
    assert long.length == pytest.approx(touching, abs=2)
    assert short.length == pytest.approx(touching, abs=3)


def test_the_perpendicular_meets_the_longest() -> None:
    shape = np.zeros((30, 12), bool)
    shape[:, 5:7] = True
    shape[22:25, :] = True
    spacing = (1.0, 1.0)
    long, short = both(shape, spacing)

    foot = float(np.dot(np.subtract(short.start, long.start), np.subtract(long.end, long.start)) / long.length)
    meeting = np.add(long.start, foot * np.subtract(long.end, long.start) / long.length)
    ends = sorted([short.start, short.end])
    assert 0 <= foot <= long.length
    assert ends[0][1] <= meeting[1] <= ends[1][1] or ends[1][1] <= meeting[1] <= ends[0][1]
    assert short.length == pytest.approx(12, rel=0.05)


def test_a_line_may_pass_where_two_voxels_touch_at_a_corner() -> None:
    long, short = both(np.eye(3, dtype=bool))

    assert long.length == pytest.approx(3 * math.sqrt(2))
    assert short.length == pytest.approx(math.sqrt(2))


@pytest.mark.parametrize("degrees", [0, 30])
def test_no_line_between_corners_that_stays_inside_is_longer(degrees: float) -> None:
    shape = ellipse(12, 8, degrees=degrees, spacing=(1.0, 1.0)) & ~ellipse(4, 3, degrees=0, spacing=(1.0, 1.0))
    filled = np.argwhere(np.pad(shape, 1))
    corners = {(x + right - 1, y + up - 1) for x, y in filled.tolist() for right in (0, 1) for up in (0, 1)}

    def inside(start: Plane, end: Plane) -> bool:
        shares = np.linspace(0, 1, 499)[1:-1, np.newaxis]
        places = np.asarray(start) * (1 - shares) + np.asarray(end) * shares
        # Beside the line on either side, so that what runs along an edge counts.
        aside = 1e-6 * np.array([end[1] - start[1], start[0] - end[0]])
        beside = [np.floor(places + shift).astype(int) for shift in (-aside, aside)]
        return bool(np.logical_or(*(shape[cells[:, 0], cells[:, 1]] for cells in beside)).all())

    best = max(math.dist(a, b) for a in corners for b in corners if a < b and inside(a, b))
    assert both(shape)[0].length == pytest.approx(best)


def test_nothing_is_found_where_nothing_is_longer() -> None:
    shape = box(3, 4, within=(5, 5), start=(1, 1))

    assert longest_diameter(shape, spacing=(1.0, 1.0), longer_than=5.0) is None
    assert longest_diameter(np.zeros((5, 5), bool), spacing=(1.0, 1.0)) is None
