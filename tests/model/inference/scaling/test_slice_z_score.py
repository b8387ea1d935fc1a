from __future__ import annotations

import numpy as np
import pytest

from model.inference.scaling.slice_z_score import slice_z_score
from model.inference.scaling.z_score import z_score


def test_a_slice_of_a_volume_is_scaled_as_the_slice_alone_would_be() -> None:
    random = np.random.default_rng(5)
    # Each slice brighter than the one below, as no volume's mean would leave it.
    channel = (random.normal(size=(6, 7, 4)) + np.array([0, 10, 20, 40])).astype(np.float32)
    brain = random.random(channel.shape) < 0.7

    scored = slice_z_score(channel, brain=brain)(slice(0, 6))

    for z in range(4):
        one = slice(z, z + 1)
        alone = z_score(channel[..., one], brain=brain[..., one])(slice(0, 6))
        np.testing.assert_array_equal(scored[..., one], alone)
        assert scored[..., z][brain[..., z]].mean() == pytest.approx(0, abs=1e-5)


def test_gives_the_rows_that_are_asked_for() -> None:
    channel = np.random.default_rng(6).normal(size=(5, 4, 3)).astype(np.float32)
    scored = slice_z_score(channel, brain=np.ones(channel.shape, bool))
    np.testing.assert_array_equal(scored(slice(1, 3)), scored(slice(0, 5))[1:3])


def test_a_slice_without_brain_stays_empty() -> None:
    channel = np.random.default_rng(7).normal(size=(5, 4, 3)).astype(np.float32)
    brain = np.ones(channel.shape, bool)
    brain[..., 1] = False
    scored = slice_z_score(channel, brain=brain)(slice(0, 5))
    assert not scored[..., 1].any()
    assert scored[..., 0].any()
