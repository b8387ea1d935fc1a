from __future__ import annotations

import numpy as np
import pytest

from model.inference.checks.channel_features import channel_features
from model.inference.checks.coarse import Coarse, coarsen
from model.inference.checks.shape_features import shape_features
from model.inference.preprocess import prepare


def _ball(profile: list[tuple[float, float]], *, random: np.random.Generator) -> Coarse:
    """Draw a ball of radius 80 mm whose signal changes at depths in mm."""
    x, y, z = np.ogrid[-90:90:90j, -90:90:90j, -90:90:90j]
    depth = 80 - np.sqrt(x**2 + y**2 + z**2)
    data = np.zeros(depth.shape)
    for start, signal in profile:
        data = np.where(depth > start, signal, data)
    data += (depth > 0) * random.normal(0, 1, depth.shape)
    prepared = prepare([data.astype(np.float32)], spacing=(2.0, 2.0, 2.0), target=(2.0, 2.0, 2.0))
    return coarsen(prepared, channels=("t1",), present=("t1",))


def test_a_ball_has_the_size_of_a_ball() -> None:
    shape = shape_features(_ball([(0, 100)], random=np.random.default_rng(0)))
    assert shape["volume"] == pytest.approx(4 / 3 * np.pi * 8**3, rel=0.05)
    assert [shape[name] for name in ("left_right", "back_front", "down_up")] == pytest.approx([160] * 3, abs=5)
    assert shape["fill"] == pytest.approx(np.pi / 6, abs=0.05)


def test_bone_under_skin_is_a_dip_and_fluid_on_a_brain_is_none() -> None:
    random = np.random.default_rng(0)
    head = shape_features(_ball([(0, 180), (6, 10), (14, 100)], random=random))
    brain = shape_features(_ball([(0, 40), (4, 80), (10, 100)], random=random))
    assert head["dip"] > 1.0
    assert brain["dip"] < 0.0


def test_channels_are_described_alike_from_either_side_and_noise_is_rougher_than_a_brain() -> None:
    random = np.random.default_rng(0)
    smooth = _ball([(0, 40), (10, 80), (30, 100)], random=random)
    noise = _ball([(0, 100)], random=random)
    assert channel_features(noise, "t1")[-1] > 2 * channel_features(smooth, "t1")[-1]
    mirrored = Coarse(
        values={"t1": smooth.values["t1"][::-1]},
        brain=smooth.brain[::-1],
        depth=smooth.depth[::-1],
        spacing=smooth.spacing,
    )
    np.testing.assert_allclose(channel_features(mirrored, "t1"), channel_features(smooth, "t1"), rtol=1e-4, atol=1e-4)
