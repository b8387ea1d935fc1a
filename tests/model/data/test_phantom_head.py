from __future__ import annotations

import numpy as np
import pytest

from model.data.phantom_head import add_head


def _brain() -> dict[str, np.ndarray]:
    x, y, z = np.ogrid[-40:40:40j, -48:48:48j, -36:36:36j]
    inside = (x / 38) ** 2 + (y / 46) ** 2 + (z / 34) ** 2 < 1
    return {channel: np.where(inside, 100.0, 0.0).astype(np.float32) for channel in ("t1", "t2")}


def test_the_brain_stays_and_bone_lies_darker_between_it_and_the_skin() -> None:
    brain = _brain()
    head = add_head(brain, spacing=(2.0, 2.0, 2.0), random=np.random.default_rng(0))["t1"]
    room = [(outer - inner) // 2 for outer, inner in zip(head.shape, brain["t1"].shape, strict=True)]
    inner = tuple(slice(side, side + size) for side, size in zip(room, brain["t1"].shape, strict=True))
    inside = brain["t1"] > 0
    np.testing.assert_array_equal(head[inner][inside], 100.0)
    # From the top of the brain upwards.
    line = head[head.shape[0] // 2, head.shape[1] // 2, room[2] + 34 :]
    assert line[:12].min() < 40 < 100 < line[:16].max()
    assert line[-1] == 0


@pytest.mark.parametrize(("air", "still"), [(0.0, True), (0.03, False)])
def test_the_air_is_zero_or_noisy(air: float, still: bool) -> None:
    head = add_head(_brain(), spacing=(2.0, 2.0, 2.0), random=np.random.default_rng(0), air=air)
    assert head["t1"].shape == head["t2"].shape
    assert (head["t2"][0, 0, -1] == 0) == still
    assert (head["t2"] >= 0).all()


def test_equal_seeds_give_equal_heads() -> None:
    first, second = (add_head(_brain(), spacing=(2.0, 2.0, 2.0), random=np.random.default_rng(3)) for _ in range(2))
    np.testing.assert_array_equal(first["t2"], second["t2"])
