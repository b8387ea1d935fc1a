import numpy as np

from model.volumes import Grid, compare_channels, find_identical

NAMES = {"flair": "FLAIR", "t1": "T1", "t2": "T2"}


def grid(slices: int = 155) -> Grid:
    return Grid(shape=(240, 240, slices), affine=np.eye(4))


def test_channels_on_one_grid_give_no_errors() -> None:
    assert compare_channels({"flair": grid(), "t1": grid(), "t2": grid()}, names=NAMES) == []


def test_each_channel_is_compared_with_the_first() -> None:
    (error,) = compare_channels({"flair": grid(154), "t1": grid(154), "t2": grid()}, names=NAMES)

    assert error.field == "t2"
    assert error.message.startswith("T2 has 155 axial slices, FLAIR has 154.")


def test_every_channel_that_lies_elsewhere_is_named() -> None:
    errors = compare_channels({"flair": grid(), "t1": grid(3), "t2": grid(4)}, names=NAMES)

    assert [error.field for error in errors] == ["t1", "t2"]


def test_different_files_give_no_errors() -> None:
    assert find_identical({"flair": "a", "t1": "b", "t2": "c"}, names=NAMES) == []


def test_a_file_given_twice_is_named_at_the_later_channel() -> None:
    (error,) = find_identical({"flair": "a", "t1": "b", "t2": "a"}, names=NAMES)

    assert error.field == "t2"
    assert error.message == "T2 is the same file as FLAIR. Choose the T2 volume."
