from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from model.augment.affine_patch import AffinePatch
from model.augment.carve_mix import CarveMix
from model.augment.pipeline import TRANSFORMS, build_pipeline
from model.augment.sample import Sample


def test_builds_transforms_in_order_and_gives_the_patch_its_shape() -> None:
    pipeline = build_pipeline([{"name": "affine_patch", "scale": [0.9, 1.1]}, {"name": "noise"}], patch_shape=(4, 4, 4))
    first = pipeline.transforms[0]
    assert isinstance(first, AffinePatch)
    assert first.shape == (4, 4, 4)
    assert first.scale == (0.9, 1.1)


def test_the_same_seed_gives_the_same_patch(sample: Sample) -> None:
    pipeline = build_pipeline([{"name": "affine_patch"}, {"name": "flip"}, {"name": "noise"}], patch_shape=(8, 8, 8))
    one, other = (pipeline(sample, rng=np.random.default_rng(5)) for _ in range(2))
    np.testing.assert_array_equal(one.image, other.image)
    np.testing.assert_array_equal(one.regions, other.regions)


def test_refuses_an_unknown_transform() -> None:
    with pytest.raises(ValueError, match="must be one of"):
        build_pipeline([{"name": "sharpen"}], patch_shape=(4, 4, 4))


def test_refuses_an_argument_that_does_not_fit() -> None:
    with pytest.raises(ValueError, match="'flip' do not fit"):
        build_pipeline([{"name": "flip", "axis": 0}], patch_shape=(4, 4, 4))


def test_what_is_a_patch_already_is_not_cut_again() -> None:
    pipeline = build_pipeline([{"name": "affine_patch"}, {"name": "flip"}], patch_shape=(4, 4, 4))
    assert [type(transform).__name__ for transform in pipeline.after_cutting.transforms] == ["Flip"]


def test_gives_the_donors_to_the_transform_that_pastes_their_lesions(sample: Sample) -> None:
    pipeline = build_pipeline([{"name": "carve_mix", "probability": 1.0}], patch_shape=(4, 4, 4), donors=[sample] * 3)
    pasting = pipeline.transforms[0]
    assert isinstance(pasting, CarveMix)
    assert len(pasting.donors) == 3
    assert pipeline.after_cutting.transforms == ()


@pytest.mark.parametrize("name", sorted(set(TRANSFORMS) - {"affine_patch", "carve_mix"}))
def test_weights_go_where_the_voxels_go(name: str, sample: Sample) -> None:
    marked = (sample.regions > 0.5).astype(np.float32)
    weighed = dataclasses.replace(sample, weights=1.0 + marked)
    changed = build_pipeline([{"name": name}], patch_shape=(4, 4, 4))(weighed, rng=np.random.default_rng(3))
    assert changed.weights is not None
    inside = changed.regions[..., 0] > 0.5
    np.testing.assert_array_equal(changed.weights[..., 0] == 2.0, inside)
