from __future__ import annotations

import numpy as np
import pytest

from model.inference.preprocess import find_brain, prepare
from model.inference.scaling.z_score import z_score


def _channel(seed: int) -> np.ndarray:
    channel = np.zeros((10, 12, 14), np.float32)
    channel[2:8, 3:11, 4:12] = np.random.default_rng(seed).uniform(10, 50, (6, 8, 8)).astype(np.float32)
    return channel


def test_the_box_holds_what_any_channel_shows() -> None:
    one, other = np.zeros((2, 6, 6, 6), np.float32)
    one[1, 2, 3] = 5.0
    other[4, 2, 1] = -5.0
    box, brain = find_brain([one, other])
    assert box == (slice(1, 5), slice(2, 3), slice(1, 4))
    assert brain.shape == (4, 1, 3)
    assert np.argwhere(brain).tolist() == [[0, 0, 2], [3, 0, 0]]


def test_refuses_volumes_without_a_brain() -> None:
    with pytest.raises(ValueError, match="every voxel of every channel is zero"):
        find_brain([np.zeros((4, 4, 4), np.float32)])


def test_scores_have_mean_zero_and_deviation_one_in_the_brain() -> None:
    prepared = prepare([_channel(0), _channel(1)], spacing=(1.0, 1.0, 1.0), target=(1.0, 1.0, 1.0))
    assert prepared.image.shape == (6, 8, 8, 3)
    np.testing.assert_allclose(prepared.image[..., :2].mean(axis=(0, 1, 2)), 0.0, atol=1e-5)
    np.testing.assert_allclose(prepared.image[..., :2].std(axis=(0, 1, 2)), 1.0, atol=1e-5)
    np.testing.assert_array_equal(prepared.image[..., 2], 1.0)


def test_does_not_depend_on_the_scale_of_a_scan() -> None:
    plain, scaled = (
        prepare([_channel(0) * np.float32(factor)], spacing=(1.0, 1.0, 2.0), target=(2.0, 2.0, 2.0))
        for factor in (1.0, 37.0)
    )
    np.testing.assert_allclose(plain.image, scaled.image, atol=1e-4)


def test_halving_the_resolution_halves_the_box() -> None:
    prepared = prepare([_channel(0)], spacing=(1.0, 1.0, 1.0), target=(2.0, 2.0, 2.0))
    assert prepared.image.shape == (3, 4, 4, 2)
    assert prepared.box_shape == (6, 8, 8)


def test_a_constant_channel_becomes_zero() -> None:
    brain = np.ones((3, 3, 3), bool)
    scored = z_score(np.full((3, 3, 3), 0.1, np.float32), brain=brain)
    np.testing.assert_array_equal(scored(slice(0, 3)), 0.0)


def test_background_stays_zero() -> None:
    channel = _channel(0)
    channel[4, 5, 6] = 0.0
    prepared = prepare([channel], spacing=(1.0, 1.0, 1.0), target=(1.0, 1.0, 1.0))
    np.testing.assert_array_equal(prepared.image[2, 2, 2], 0.0)


def test_progress_may_stop_it() -> None:
    def stop(done: float) -> None:
        raise InterruptedError

    with pytest.raises(InterruptedError):
        prepare([_channel(0)], spacing=(1.0, 1.0, 1.0), target=(2.0, 2.0, 2.0), on_step=stop)


def test_a_missing_channel_is_zero_and_leaves_the_others_as_they_are() -> None:
    both = prepare([_channel(0), _channel(1)], spacing=(1.0, 1.0, 1.0), target=(2.0, 2.0, 2.0))
    one = prepare([None, _channel(1)], spacing=(1.0, 1.0, 1.0), target=(2.0, 2.0, 2.0))
    assert not one.image[..., 0].any()
    np.testing.assert_array_equal(one.image[..., 1:], both.image[..., 1:])


def test_a_study_without_a_channel_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one volume"):
        prepare([None, None], spacing=(1.0, 1.0, 1.0), target=(1.0, 1.0, 1.0))
