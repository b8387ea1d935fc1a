from __future__ import annotations

import numpy as np
import pytest

from model.augment.low_resolution import LowResolution, coarsening
from model.augment.sample import Sample


@pytest.mark.parametrize("thickness", [1.3, 2.0, 3.0, 40.0])
def test_a_constant_stays_constant(thickness: float) -> None:
    np.testing.assert_allclose(coarsening(12, thickness=thickness).sum(axis=1), 1.0, rtol=1e-6)


def test_averages_over_slices_of_the_given_thickness() -> None:
    line = np.zeros(12, np.float32)
    line[6] = 1.0
    coarse = coarsening(12, thickness=4.0) @ line
    # One slice of four voxels holds it all, and interpolation spreads that to the centres of its neighbours.
    assert coarse.max() <= 0.25
    assert coarse.argmax() in (5, 6)
    assert (coarse[:2] == 0).all()


def test_a_straight_slope_is_not_moved() -> None:
    slope = np.arange(24, dtype=np.float32)
    coarse = coarsening(24, thickness=3.0) @ slope
    np.testing.assert_allclose(coarse[3:-3], slope[3:-3], atol=1e-4)


def test_changes_one_modality_along_one_axis(sample: Sample) -> None:
    changed = LowResolution().apply(sample, ((1, 3.0), None))
    expected = np.einsum("ab,xbz->xaz", coarsening(14, thickness=3.0), sample.image[..., 0]) * sample.brain
    np.testing.assert_allclose(changed.image[..., 0], expected, atol=1e-5)
    np.testing.assert_array_equal(changed.image[..., 1:], sample.image[..., 1:])
