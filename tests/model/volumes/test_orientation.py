import itertools

import nibabel
import numpy as np
import pytest

from model.volumes import Orientation

SHAPE = (3, 4, 5)
ORIENTATIONS = [
    (axes, signs) for axes in itertools.permutations(range(3)) for signs in itertools.product((1, -1), repeat=3)
]


def affine_of(axes: tuple[int, ...], signs: tuple[int, ...], *, degrees: float = 0.0) -> np.ndarray:
    """Give an affine whose uploaded axis i runs along world axis axes[i], turned by some degrees about all axes."""
    affine = np.eye(4)
    affine[:3, :3] = 0
    for uploaded, (world, sign) in enumerate(zip(axes, signs, strict=True)):
        affine[world, uploaded] = sign * (0.9, 1.1, 1.3)[uploaded]
    affine[:3, 3] = (-20.5, 30.25, 7.0)
    turn = np.radians(degrees)
    affine[:3, :3] = nibabel.eulerangles.euler2mat(turn, -turn, 0.7 * turn) @ affine[:3, :3]
    return affine


def test_there_are_48_orientations() -> None:
    assert len(set(ORIENTATIONS)) == 48


@pytest.mark.parametrize("degrees", [0.0, 17.0])
@pytest.mark.parametrize(("axes", "signs"), ORIENTATIONS)
def test_every_orientation_round_trips_exactly(axes: tuple[int, ...], signs: tuple[int, ...], degrees: float) -> None:
    array = np.arange(60, dtype=np.int32).reshape(SHAPE)
    orientation = Orientation.of(affine_of(axes, signs, degrees=degrees))

    assert np.array_equal(orientation.to_uploaded(orientation.to_canonical(array)), array)


@pytest.mark.parametrize("degrees", [0.0, 17.0])
@pytest.mark.parametrize(("axes", "signs"), ORIENTATIONS)
def test_every_orientation_agrees_with_nibabel(axes: tuple[int, ...], signs: tuple[int, ...], degrees: float) -> None:
    array = np.arange(60, dtype=np.int32).reshape(SHAPE)
    affine = affine_of(axes, signs, degrees=degrees)
    expected = nibabel.as_closest_canonical(nibabel.Nifti1Image(array, affine))

    orientation = Orientation.of(affine)

    assert np.array_equal(orientation.to_canonical(array), np.asanyarray(expected.dataobj))
    assert np.allclose(orientation.canonical_affine(affine, uploaded_shape=SHAPE), expected.affine, atol=1e-12)
    assert orientation.canonical_shape(SHAPE) == expected.shape
    assert orientation.codes == "".join(nibabel.aff2axcodes(affine))


@pytest.mark.parametrize(("axes", "signs"), ORIENTATIONS)
def test_shapes_go_both_ways(axes: tuple[int, ...], signs: tuple[int, ...]) -> None:
    orientation = Orientation.of(affine_of(axes, signs))

    assert orientation.uploaded_shape(orientation.canonical_shape(SHAPE)) == SHAPE


def test_channels_after_the_third_axis_stay_where_they_are() -> None:
    array = np.arange(120).reshape(*SHAPE, 2)
    orientation = Orientation.of(affine_of((2, 0, 1), (-1, 1, -1)))

    canonical = orientation.to_canonical(array)

    assert np.array_equal(canonical[..., 1], orientation.to_canonical(array[..., 1]))
    assert np.array_equal(orientation.to_uploaded(canonical), array)
