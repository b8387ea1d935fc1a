from __future__ import annotations

import numpy as np

from model.inference.preprocess import prepare
from model.inference.scaling.slice_maximum import slice_maximum


def test_divides_each_axial_slice_by_its_maximum() -> None:
    channel = np.arange(1, 25, dtype=np.float32).reshape(2, 3, 4)
    scaled = slice_maximum(channel, brain=np.ones((2, 3, 4), bool))(slice(None))
    np.testing.assert_allclose(scaled, channel / np.array([21, 22, 23, 24]))


def test_gives_the_same_slab_by_slab() -> None:
    channel = np.random.default_rng(0).uniform(1, 2, (6, 5, 4)).astype(np.float32)
    read = slice_maximum(channel, brain=channel > 1.2)
    np.testing.assert_array_equal(np.concatenate([read(slice(0, 2)), read(slice(2, 6))]), read(slice(None)))


def test_is_zero_outside_the_brain_and_in_slices_without_a_signal() -> None:
    channel = np.zeros((2, 2, 2), np.float32)
    channel[..., 0] = 5.0
    scaled = slice_maximum(channel, brain=np.array([[[True, True]] * 2, [[False, True]] * 2]))(slice(None))
    np.testing.assert_array_equal(scaled[0, 0], [1.0, 0.0])
    np.testing.assert_array_equal(scaled[1], 0.0)


def test_is_what_a_task_may_ask_for() -> None:
    channel = np.full((4, 4, 4), 3.0, np.float32)
    prepared = prepare([channel], spacing=(1.0, 1.0, 1.0), target=(1.0, 1.0, 1.0), scaling="slice-maximum")
    np.testing.assert_array_equal(prepared.image, 1.0)
