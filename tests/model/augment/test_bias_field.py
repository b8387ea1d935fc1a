from __future__ import annotations

import numpy as np

from model.augment.bias_field import BiasField, smooth_field
from model.augment.sample import Sample


def test_the_field_is_smooth_and_reaches_one() -> None:
    field = smooth_field((20, 24, 16), seed=3)
    assert np.abs(field).max() == np.float32(1.0)
    assert max(np.abs(np.diff(field, axis=axis)).max() for axis in range(3)) < 0.7
    assert field.std() > 0.05


def test_the_field_is_its_seeds() -> None:
    np.testing.assert_array_equal(smooth_field((5, 6, 7), seed=1), smooth_field((5, 6, 7), seed=1))
    assert not np.array_equal(smooth_field((5, 6, 7), seed=1), smooth_field((5, 6, 7), seed=2))


def test_adds_the_field_at_its_strength_to_the_brain_alone(sample: Sample) -> None:
    changed = BiasField().apply(sample, (None, (5, 0.5)))
    difference = changed.image[..., 1] - sample.image[..., 1]
    np.testing.assert_allclose(difference, 0.5 * smooth_field(sample.shape, seed=5) * sample.brain, atol=1e-6)
    np.testing.assert_array_equal(changed.image[..., 0], sample.image[..., 0])
