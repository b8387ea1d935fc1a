from __future__ import annotations

from dataclasses import replace

import numpy as np

from model.augment.affine_patch import AffinePatch, AffinePatchParameters
from model.augment.sample import Sample


def test_cuts_a_box_without_touching_the_values(sample: Sample) -> None:
    patch = AffinePatch(shape=(4, 4, 4)).apply(sample, AffinePatchParameters(centre=(4.5, 5.5, 3.5), matrix=None))
    np.testing.assert_array_equal(patch.image, sample.image[3:7, 4:8, 2:6])
    np.testing.assert_array_equal(patch.regions, sample.regions[3:7, 4:8, 2:6])


def test_fills_what_lies_outside_with_zeros(sample: Sample) -> None:
    patch = AffinePatch(shape=(16, 16, 16)).apply(sample, AffinePatchParameters(centre=(5.5, 6.5, 4.5), matrix=None))
    np.testing.assert_array_equal(patch.image[2:14, 1:15, 3:13], sample.image)
    assert np.count_nonzero(patch.image) == np.count_nonzero(sample.image)


def test_a_transform_that_changes_nothing_equals_the_cut(sample: Sample) -> None:
    transform = AffinePatch(shape=(8, 8, 6))
    cut = transform.apply(sample, AffinePatchParameters(centre=(5.5, 6.5, 4.5), matrix=None))
    warped = transform.apply(sample, AffinePatchParameters(centre=(5.5, 6.5, 4.5), matrix=np.eye(3)))
    np.testing.assert_allclose(warped.image, cut.image, atol=1e-5)
    np.testing.assert_allclose(warped.regions, cut.regions, atol=1e-6)


def test_magnification_makes_the_tumour_larger(sample: Sample) -> None:
    transform = AffinePatch(shape=(12, 14, 10))
    centre = (4.0, 5.0, 3.5)
    larger = transform.apply(sample, AffinePatchParameters(centre=centre, matrix=np.eye(3) / 1.5))
    assert larger.regions.sum() > 2 * sample.regions.sum()


def test_the_brain_mask_stays_a_mask(sample: Sample) -> None:
    transform = AffinePatch(shape=(8, 8, 8), probability=1.0)
    patch = transform.apply(sample, transform.draw(sample, rng=np.random.default_rng(1)))
    assert set(np.unique(patch.image[..., -1])) <= {0.0, 1.0}


def test_centres_on_the_tumour_as_often_as_asked() -> None:
    image = np.ones((40, 40, 40, 2), np.float32)
    regions = np.zeros((40, 40, 40, 1), np.float32)
    regions[25, 12, 20] = 1.0
    transform = AffinePatch(shape=(8, 8, 8), tumour_share=1.0, probability=0.0)
    drawn = transform.draw(Sample(image=image, regions=regions), rng=np.random.default_rng(0))
    assert drawn.centre == (25.0, 12.0, 20.0)


def test_keeps_the_patch_near_a_source_that_is_smaller(sample: Sample) -> None:
    transform = AffinePatch(shape=(64, 64, 64))
    rng = np.random.default_rng(0)
    for _ in range(20):
        centre = np.asarray(transform.draw(sample, rng=rng).centre)
        assert np.all(np.abs(centre - (np.asarray(sample.shape) - 1) / 2) <= 4.0)


def test_a_patch_of_a_single_slice_holds_that_slice() -> None:
    image = np.random.default_rng(0).uniform(1.0, 2.0, (20, 20, 1, 2)).astype(np.float32)
    flat = Sample(image=image, regions=np.ones((20, 20, 1, 1), np.float32))
    transform = AffinePatch(shape=(8, 8, 1), probability=1.0, degrees=((0, 0), (0, 0), (-180, 180)), scale=(1.0, 1.0))
    for seed in range(20):
        patch = transform.apply(flat, transform.draw(flat, rng=np.random.default_rng(seed)))
        assert patch.regions[2:-2, 2:-2].min() > 0.5


def test_what_lies_outside_is_mirrored_where_that_is_asked_for(sample: Sample) -> None:
    transform = AffinePatch(shape=(16, 18, 14), outside="mirror")
    centre = (5.5, 6.5, 4.5)
    expected = np.pad(sample.image, ((2, 2), (2, 2), (2, 2), (0, 0)), mode="symmetric")
    cut = transform.apply(sample, AffinePatchParameters(centre=centre, matrix=None))
    np.testing.assert_array_equal(cut.image, expected)
    warped = transform.apply(sample, AffinePatchParameters(centre=centre, matrix=np.eye(3)))
    np.testing.assert_allclose(warped.image, expected, atol=1e-5)


def test_what_is_judged_of_a_patch_reaches_all_of_the_source(sample: Sample) -> None:
    # A patch as large as the source, of which a border of four voxels is context alone.
    transform = AffinePatch(shape=(12, 14, 10), margin=(4, 4, 4), tumour_share=0.0, probability=0.0)
    rng = np.random.default_rng(0)
    centres = np.array([transform.draw(sample, rng=rng).centre for _ in range(200)])
    middle = (np.array([12, 14, 10]) - 1) / 2
    reached = np.abs(centres - middle).max(axis=0)
    assert (reached <= 4).all()
    assert (reached > 3.5).all()


def test_labels_of_a_sample_with_weights_are_never_mixed(sample: Sample) -> None:
    weights = np.zeros((*sample.shape, 1), np.float32)
    weights[:, :, 4] = 1.0
    weighed = replace(sample, weights=weights)
    transform = AffinePatch(shape=(10, 10, 8), probability=1.0)
    patch = transform.apply(weighed, transform.draw(weighed, rng=np.random.default_rng(1)))
    assert patch.weights is not None
    assert patch.weights.shape == (10, 10, 8, 1)
    for array in (patch.weights, patch.regions):
        assert set(np.unique(array)) <= {0.0, 1.0}
    assert patch.weights.any()
