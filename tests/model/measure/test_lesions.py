import numpy as np

from model.measure.lesions import find_lesions


def test_voxels_that_touch_at_a_corner_are_one_lesion() -> None:
    region = np.zeros((6, 6, 6), bool)
    region[1, 1, 1] = region[2, 2, 2] = True

    (lesion,) = find_lesions(region)

    assert lesion.start == (1, 1, 1)
    np.testing.assert_array_equal(np.argwhere(lesion.voxels), [[0, 0, 0], [1, 1, 1]])


def test_parts_with_a_voxel_between_them_are_lesions_of_their_own_and_the_larger_one_comes_first() -> None:
    region = np.zeros((9, 9, 9), bool)
    region[1, 1, 1] = True
    region[3:5, 1, 1] = True

    assert [(lesion.start, lesion.count) for lesion in find_lesions(region)] == [((3, 1, 1), 2), ((1, 1, 1), 1)]


def test_a_lesion_holds_no_voxel_of_another_one_inside_its_box() -> None:
    region = np.ones((7, 7, 1), bool)
    region[1:6, 1:6] = False
    region[3, 3] = True

    assert [lesion.count for lesion in find_lesions(region)] == [24, 1]


def test_an_empty_region_has_no_lesions() -> None:
    assert find_lesions(np.zeros((3, 4, 5), bool)) == []
