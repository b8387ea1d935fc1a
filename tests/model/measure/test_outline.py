import numpy as np
import pytest

from model.measure.outline import boundary_corners, contains, crossings


def test_the_outline_of_one_voxel_has_its_four_corners() -> None:
    shape = np.zeros((4, 4), bool)
    shape[1, 2] = True

    assert boundary_corners(shape).tolist() == [[1, 2], [1, 3], [2, 2], [2, 3]]


def test_a_shape_that_fills_its_plane_has_an_outline_around_it_and_none_within() -> None:
    corners = boundary_corners(np.ones((2, 2), bool))

    assert len(corners) == 8
    assert [1, 1] not in corners.tolist()


def test_a_hole_has_an_outline_too() -> None:
    shape = np.ones((3, 3), bool)
    shape[1, 1] = False

    assert [1, 1] in boundary_corners(shape).tolist()


@pytest.mark.parametrize(
    ("place", "inside"),
    [
        ((1.5, 1.5), True),
        ((1.0, 1.2), True),
        ((2.0, 2.0), True),
        ((0.99, 1.5), False),
        ((5.0, 5.0), False),
        ((-3, 1), False),
    ],
)
def test_a_shape_holds_what_lies_in_it_and_on_its_edge(place: tuple[float, float], inside: bool) -> None:
    shape = np.zeros((3, 3), bool)
    shape[1, 1] = True

    assert contains(shape, np.array(place)) == inside


def test_a_line_crosses_at_every_whole_number_of_either_direction() -> None:
    np.testing.assert_allclose(crossings(np.array([0.0, 0.0]), np.array([2.0, 4.0])), [0, 0.25, 0.5, 0.75, 1])


def test_a_line_along_an_edge_crosses_where_the_voxels_beside_it_change() -> None:
    np.testing.assert_allclose(crossings(np.array([3.0, 0.5]), np.array([3.0, 2.5])), [0, 0.25, 0.75, 1])
