"""What brightness, contrast, gamma, noise and blur have in common."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from model.augment.bias_field import BiasField
from model.augment.blur import Blur
from model.augment.brightness import Brightness
from model.augment.contrast import Contrast
from model.augment.gamma import Gamma
from model.augment.low_resolution import LowResolution
from model.augment.noise import Noise
from model.augment.sample import Sample

ALWAYS = [
    BiasField(probability=1.0),
    Blur(probability=1.0),
    Brightness(probability=1.0),
    Contrast(probability=1.0),
    Gamma(probability=1.0),
    LowResolution(probability=1.0),
]
ALWAYS_AND_NOISE = [*ALWAYS, Noise(probability=1.0)]


@pytest.mark.parametrize("transform", ALWAYS_AND_NOISE, ids=lambda transform: type(transform).__name__)
def test_changes_the_brain_and_nothing_else(transform: Any, sample: Sample) -> None:
    before = sample.image.copy()
    changed = transform.apply(sample, transform.draw(sample, rng=np.random.default_rng(0)))
    brain = sample.brain
    assert not np.array_equal(changed.image[brain][:, :2], before[brain][:, :2])
    np.testing.assert_array_equal(changed.image[~brain], 0.0)
    np.testing.assert_array_equal(changed.image[..., 2], before[..., 2])
    np.testing.assert_array_equal(changed.regions, sample.regions)
    np.testing.assert_array_equal(sample.image, before)


@pytest.mark.parametrize("transform", ALWAYS_AND_NOISE, ids=lambda transform: type(transform).__name__)
def test_the_same_parameters_give_the_same_result(transform: Any, sample: Sample) -> None:
    parameters = transform.draw(sample, rng=np.random.default_rng(3))
    np.testing.assert_array_equal(transform.apply(sample, parameters).image, transform.apply(sample, parameters).image)


@pytest.mark.parametrize("transform", ALWAYS, ids=lambda transform: type(transform).__name__)
def test_none_leaves_a_modality_alone(transform: Any, sample: Sample) -> None:
    changed = transform.apply(sample, (None, transform.draw(sample, rng=np.random.default_rng(0))[1]))
    np.testing.assert_array_equal(changed.image[..., 0], sample.image[..., 0])
    assert not np.array_equal(changed.image[..., 1], sample.image[..., 1])


@pytest.mark.parametrize("transform", [BiasField, Blur, Brightness, Contrast, Gamma, LowResolution])
def test_draws_nothing_at_probability_zero(transform: Any, sample: Sample) -> None:
    assert transform(probability=0.0).draw(sample, rng=np.random.default_rng(0)) == (None, None)


@pytest.mark.parametrize("transform", ALWAYS_AND_NOISE, ids=lambda transform: type(transform).__name__)
def test_a_patch_without_brain_passes_through(transform: Any) -> None:
    empty = Sample(image=np.zeros((4, 4, 4, 3), np.float32), regions=np.zeros((4, 4, 4, 1), np.float32))
    changed = transform.apply(empty, transform.draw(empty, rng=np.random.default_rng(0)))
    np.testing.assert_array_equal(changed.image, 0.0)


def test_gamma_keeps_the_range_and_stays_finite_where_a_modality_is_constant(sample: Sample) -> None:
    values = sample.image[sample.brain][:, 0]
    changed = Gamma().apply(sample, (0.5, None)).image[sample.brain][:, 0]
    np.testing.assert_allclose([changed.min(), changed.max()], [values.min(), values.max()], atol=1e-4)
    constant = Sample(image=np.ones((4, 4, 4, 3), np.float32), regions=np.zeros((4, 4, 4, 1), np.float32))
    assert np.isfinite(Gamma().apply(constant, (0.7, 1.4)).image).all()


def test_contrast_keeps_the_mean(sample: Sample) -> None:
    values = sample.image[sample.brain][:, 0]
    changed = Contrast().apply(sample, (1.5, None)).image[sample.brain][:, 0]
    assert changed.mean() == pytest.approx(values.mean(), abs=1e-5)
    assert changed.std() == pytest.approx(1.5 * values.std(), rel=1e-4)


def test_brightness_adds_its_constant(sample: Sample) -> None:
    changed = Brightness().apply(sample, (0.25, None))
    difference = (changed.image - sample.image)[sample.brain][:, 0]
    np.testing.assert_allclose(difference, 0.25, atol=1e-6)
