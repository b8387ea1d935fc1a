from __future__ import annotations

import numpy as np

from model.augment.flip import Flip
from model.augment.sample import Sample


def test_mirrors_image_and_regions_alike(sample: Sample) -> None:
    flipped = Flip().apply(sample, (0, 2))
    np.testing.assert_array_equal(flipped.image, sample.image[::-1, :, ::-1])
    np.testing.assert_array_equal(flipped.regions, sample.regions[::-1, :, ::-1])


def test_draws_only_axes_that_may_be_mirrored(sample: Sample) -> None:
    rng = np.random.default_rng(0)
    drawn = {Flip(probabilities=(1.0, 0.0, 0.5)).draw(sample, rng=rng) for _ in range(20)}
    assert drawn == {(0,), (0, 2)}
