from __future__ import annotations

import pytest

from model.inference.shapes import padded_shape, tile_shape, usual_shape


@pytest.mark.parametrize(
    ("spacing", "multiple", "expected"),
    [
        ((2.0, 2.0, 2.0), 16, (80, 96, 80)),
        ((1.0, 1.0, 1.0), 16, (160, 192, 160)),
        ((1.5, 1.5, 1.5), 32, (128, 128, 128)),
        ((0.1, 2.0, 2.0), 16, (1600, 96, 80)),
    ],
)
def test_the_usual_shape_holds_a_brain_at_the_network_s_spacing(
    spacing: tuple[float, float, float], multiple: int, expected: tuple[int, int, int]
) -> None:
    assert usual_shape(spacing, multiple=multiple) == expected


def test_a_brain_is_padded_to_the_usual_shape_and_others_to_a_multiple() -> None:
    usual = (80, 96, 80)
    assert padded_shape((70, 86, 69), usual=usual, multiple=16) == usual
    assert padded_shape((30, 40, 20), usual=usual, multiple=16) == (32, 48, 32)
    assert padded_shape((81, 40, 20), usual=usual, multiple=16) == (96, 48, 32)


def test_a_tile_is_the_usual_shape_where_it_fits_and_smaller_where_memory_is_scarce() -> None:
    shape, usual = (160, 160, 48), (80, 96, 80)
    assert tile_shape(shape, usual=usual, multiple=16, most_voxels=1e9) == (80, 96, 48)
    assert tile_shape(shape, usual=usual, multiple=16, most_voxels=120_000) == (48, 48, 48)
    assert tile_shape(shape, usual=usual, multiple=16, most_voxels=0) == (32, 32, 32)


def test_each_axis_may_have_a_multiple_of_its_own() -> None:
    usual = (112, 128, 16)
    assert padded_shape((100, 90, 11), usual=usual, multiple=(16, 16, 1)) == (112, 96, 11)
    assert padded_shape((30, 40, 1), usual=usual, multiple=(16, 16, 1)) == (32, 48, 1)
    assert tile_shape((112, 96, 11), usual=usual, multiple=(16, 16, 1), most_voxels=0) == (32, 32, 2)
