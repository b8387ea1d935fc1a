from __future__ import annotations

import numpy as np
import pytest

from model.augment.elastic import Elastic
from model.augment.sample import Sample
from model.training.preset import load_preset


def _slope() -> Sample:
    """Give a sample whose values say where they are."""
    where = np.indices((20, 18, 16)).astype(np.float32)
    image = np.stack([*where, np.ones((20, 18, 16), np.float32)], axis=-1)
    return Sample(image=image, regions=where[:1].transpose(1, 2, 3, 0))


def _points(transform: Elastic, sample: Sample) -> tuple[int, ...]:
    drawn = transform.draw(sample, rng=np.random.default_rng(0))
    assert drawn is not None
    return drawn.shape


def test_equal_displacements_move_everything_by_that_much() -> None:
    transform, sample = Elastic(probability=1.0, spacing=8.0), _slope()
    shift = np.zeros(_points(transform, sample), np.float32)
    shift[1] = 1.5
    moved = transform.apply(sample, shift).image
    inner = (slice(2, -2), slice(2, -3), slice(2, -2))
    np.testing.assert_allclose(moved[inner][..., 1], sample.image[inner][..., 1] + 1.5, atol=1e-4)
    np.testing.assert_allclose(moved[inner][..., 0], sample.image[inner][..., 0], atol=1e-4)


def test_one_control_point_bends_its_surroundings_and_nothing_far_away() -> None:
    transform, sample = Elastic(probability=1.0, spacing=4.0), _slope()
    shift = np.zeros(_points(transform, sample), np.float32)
    shift[0, 2, 2, 2] = 1.0
    moved = transform.apply(sample, shift).image[..., 0] - sample.image[..., 0]
    assert moved.max() > 0.2
    np.testing.assert_allclose(moved[13:, 13:], 0.0, atol=1e-5)


def test_image_and_regions_are_bent_alike() -> None:
    transform, sample = Elastic(probability=1.0), _slope()
    bent = transform.apply(sample, transform.draw(sample, rng=np.random.default_rng(3)))
    np.testing.assert_array_equal(bent.image[..., 0], bent.regions[..., 0])
    assert set(np.unique(bent.image[..., -1])) <= {0.0, 1.0}


def test_zero_displacement_changes_nothing(sample: Sample) -> None:
    transform = Elastic(probability=1.0, spacing=5.0)
    still = transform.apply(sample, np.zeros(_points(transform, sample), np.float32))
    np.testing.assert_allclose(still.image, sample.image, atol=1e-5)


def test_is_left_out_at_probability_zero(sample: Sample) -> None:
    assert Elastic(probability=0.0).draw(sample, rng=np.random.default_rng(0)) is None


def test_displacements_have_one_deviation_where_smallest_and_largest_are_equal(sample: Sample) -> None:
    transform = Elastic(probability=1.0, spacing=2.0, deviation=4.0, least_deviation=4.0)
    drawn = [transform.draw(sample, rng=np.random.default_rng(seed)) for seed in range(20)]
    assert abs(np.std([each for each in drawn if each is not None]) - 4.0) < 0.1


@pytest.mark.parametrize("weighed", [False, True], ids=["all voxels alike", "each voxel weighed"])
def test_no_zero_comes_from_beyond_a_patch_that_is_mirrored(weighed: bool) -> None:
    full = np.ones((20, 18, 16, 1), np.float32)
    sample = Sample(image=np.repeat(full, 2, axis=-1), regions=full, weights=full if weighed else None)
    shift = np.full(_points(Elastic(probability=1.0), sample), 30.0, np.float32)
    assert not Elastic(probability=1.0).apply(sample, shift).image.all()
    mirrored = Elastic(probability=1.0, outside="mirror").apply(sample, shift)
    for array in (mirrored.image, mirrored.regions, *([] if mirrored.weights is None else [mirrored.weights])):
        np.testing.assert_allclose(array, 1.0, atol=1e-6)


def test_what_comes_from_beyond_the_patch_is_its_mirror_image() -> None:
    transform, sample = Elastic(probability=1.0, outside="mirror"), _slope()
    shift = np.zeros(_points(transform, sample), np.float32)
    shift[0] = 5.0
    along_x = transform.apply(sample, shift).image[:, 3, 3, 0]
    np.testing.assert_allclose(along_x, [*range(5, 20), 19, 18, 17, 16, 15], atol=1e-4)


def test_the_recipe_of_2016_brings_in_nothing_from_beyond_the_tile() -> None:
    moving = {entry["name"]: entry for entry in load_preset("unet3d2016").augment if "outside" in entry}
    assert {name: entry["outside"] for name, entry in moving.items()} == {"affine_patch": "mirror", "elastic": "mirror"}
