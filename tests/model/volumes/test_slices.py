import numpy as np
import pytest

from model.volumes import AXES, AXIS_INDEX, edge_letters, pixel_spacing, slice_count, slice_plane, take_slice

SHAPE = (4, 5, 6)


def marked(x: int, y: int, z: int) -> np.ndarray:
    """Give a volume with one bright voxel."""
    volume = np.zeros(SHAPE, dtype=np.uint8)
    volume[x, y, z] = 1
    return volume


def bright_pixel(volume: np.ndarray, axis: str, index: int) -> tuple[int, ...]:
    return tuple(int(place) for place in np.argwhere(take_slice(volume, axis, index))[0])


def test_axial_shows_right_on_the_left_and_anterior_up() -> None:
    assert bright_pixel(marked(3, 4, 2), "axial", 2) == (0, 0)


def test_axial_shows_left_on_the_right_and_posterior_down() -> None:
    assert bright_pixel(marked(0, 0, 2), "axial", 2) == (4, 3)


def test_coronal_shows_right_on_the_left_and_superior_up() -> None:
    assert bright_pixel(marked(3, 1, 5), "coronal", 1) == (0, 0)


def test_sagittal_shows_anterior_on_the_left_and_superior_up() -> None:
    assert bright_pixel(marked(1, 4, 5), "sagittal", 1) == (0, 0)


def test_sagittal_shows_posterior_on_the_right_and_inferior_down() -> None:
    assert bright_pixel(marked(1, 0, 0), "sagittal", 1) == (5, 4)


@pytest.mark.parametrize(("axis", "shape"), [("sagittal", (6, 5)), ("coronal", (6, 4)), ("axial", (5, 4))])
def test_a_slice_has_rows_and_columns_of_the_other_two_axes(axis: str, shape: tuple[int, int]) -> None:
    assert take_slice(np.zeros(SHAPE), axis, 0).shape == shape


@pytest.mark.parametrize("axis", AXES)
def test_a_shown_slice_goes_back_to_the_plane_that_it_was_cut_from(axis: str) -> None:
    volume = np.arange(np.prod(SHAPE)).reshape(SHAPE)
    plane = slice_plane(take_slice(volume, axis, 1))
    np.testing.assert_array_equal(plane, volume.take(1, axis=AXIS_INDEX[axis]))
    assert np.shares_memory(plane, volume)


@pytest.mark.parametrize(("axis", "count"), [("sagittal", 4), ("coronal", 5), ("axial", 6)])
def test_slices_are_counted_along_their_axis(axis: str, count: int) -> None:
    assert slice_count(SHAPE, axis) == count


@pytest.mark.parametrize(
    ("axis", "rows_and_columns"), [("sagittal", (3.0, 2.0)), ("coronal", (3.0, 1.0)), ("axial", (2.0, 1.0))]
)
def test_pixel_spacing_is_between_rows_then_columns(axis: str, rows_and_columns: tuple[float, float]) -> None:
    assert pixel_spacing((1.0, 2.0, 3.0), axis) == rows_and_columns


@pytest.mark.parametrize(
    ("axis", "letters"),
    [("sagittal", ("S", "I", "A", "P")), ("coronal", ("S", "I", "R", "L")), ("axial", ("A", "P", "R", "L"))],
)
def test_edges_are_named_top_bottom_left_right(axis: str, letters: tuple[str, ...]) -> None:
    assert edge_letters(axis) == letters


@pytest.mark.parametrize("index", [-1, 6])
def test_an_index_outside_the_axis_is_refused(index: int) -> None:
    with pytest.raises(IndexError, match="from 0 to 5"):
        take_slice(np.zeros(SHAPE), "axial", index)


def test_an_unknown_axis_is_refused() -> None:
    with pytest.raises(ValueError, match="transverse"):
        take_slice(np.zeros(SHAPE), "transverse", 0)


def test_axes_are_numbered_as_the_canonical_grid() -> None:
    assert [AXIS_INDEX[axis] for axis in AXES] == [0, 1, 2]


def test_a_slice_of_a_mapped_file_is_a_view() -> None:
    volume = np.zeros(SHAPE)

    assert take_slice(volume, "axial", 0).base is not None
