import numpy as np
import pytest

from model.volumes import Grid


def grid(shape: tuple[int, int, int] = (240, 240, 155), affine: np.ndarray | None = None) -> Grid:
    return Grid(shape=shape, affine=np.eye(4) if affine is None else affine)


def moved(millimetres: float) -> np.ndarray:
    affine = np.eye(4)
    affine[0, 3] = millimetres
    return affine


def turned(degrees: float) -> np.ndarray:
    cosine, sine = np.cos(np.radians(degrees)), np.sin(np.radians(degrees))
    affine = np.eye(4)
    affine[:2, :2] = [[cosine, -sine], [sine, cosine]]
    return affine


def difference(first: Grid, second: Grid) -> str | None:
    return first.difference(second, name="T2", other_name="FLAIR")


def test_spacing_is_the_length_of_the_columns() -> None:
    assert grid(affine=turned(30) @ np.diag([1.0, 2.0, 3.0, 1.0])).spacing == pytest.approx((1, 2, 3))


def test_the_volume_of_a_voxel_is_in_millilitres() -> None:
    assert grid(affine=np.diag([1.0, -2.0, 3.0, 1.0])).voxel_ml == pytest.approx(0.006)


def test_equal_grids_do_not_differ() -> None:
    assert difference(grid(), grid()) is None


def test_another_number_of_slices_is_said_for_that_axis() -> None:
    assert difference(grid(), grid((240, 240, 154))) == "T2 has 155 axial slices, FLAIR has 154"


def test_every_axis_that_differs_is_said() -> None:
    words = difference(grid((250, 240, 155)), grid((240, 240, 154)))

    assert words == "T2 has 155 axial slices, FLAIR has 154; T2 has 250 sagittal slices, FLAIR has 240"


def test_another_voxel_size_is_said() -> None:
    words = difference(grid(affine=np.diag([1, 1, 1.2, 1])), grid())

    assert words == "T2 has voxels of 1 x 1 x 1.2 mm, FLAIR has voxels of 1 x 1 x 1 mm"


def test_a_small_difference_in_voxel_size_shows_in_the_words() -> None:
    words = difference(grid(affine=np.diag([1, 1, 1.00002, 1])), grid())

    assert words == "T2 has voxels of 1 x 1 x 1.00002 mm, FLAIR has voxels of 1 x 1 x 1 mm"


def test_a_turn_is_said_in_degrees() -> None:
    assert difference(grid(affine=turned(3)), grid()) == "T2 is turned by 3 degrees against FLAIR"


def test_a_shift_is_said_in_millimetres() -> None:
    assert difference(grid(affine=moved(4)), grid()) == "T2 lies 4 mm away from FLAIR"


def test_less_than_a_thousandth_of_a_voxel_is_no_difference() -> None:
    assert difference(grid(affine=moved(0.0009)), grid()) is None


def test_more_than_a_thousandth_of_a_voxel_is_a_difference() -> None:
    assert difference(grid(affine=moved(0.0011)), grid()) is not None


def test_a_turn_that_float32_makes_is_no_difference() -> None:
    affine = turned(20)

    assert difference(grid(affine=affine.astype(np.float32).astype(np.float64)), grid(affine=affine)) is None
