from __future__ import annotations

import numpy as np
import pytest

from model.inference.checks.coarse import Coarse, coarsen
from model.inference.preprocess import prepare


def _coarse(spacing: float, target: float) -> Coarse:
    random = np.random.default_rng(0)
    size = round(80 / spacing)
    data = np.zeros((size, size, size), np.float32)
    inner = slice(size // 8, size - size // 8)
    data[inner, inner, inner] = random.uniform(50, 100, (size - 2 * (size // 8),) * 3)
    prepared = prepare([data, None], spacing=(spacing,) * 3, target=(target,) * 3)
    return coarsen(prepared, channels=("t1", "t2"), present=("t1",))


@pytest.mark.parametrize(("spacing", "target"), [(2.0, 2.0), (1.0, 1.0), (2.0, 1.5)])
def test_looks_at_blocks_of_about_four_millimetres_whatever_the_network_works_at(spacing: float, target: float) -> None:
    coarse = _coarse(spacing, target)
    assert all(3.0 <= size <= 5.0 for size in coarse.spacing)
    millimetres = [size * step for size, step in zip(coarse.brain.shape, coarse.spacing, strict=True)]
    assert millimetres == pytest.approx([60.0] * 3, abs=5.0)


def test_holds_the_channels_that_are_there_with_mean_zero_and_deviation_one_in_the_brain() -> None:
    coarse = _coarse(2.0, 2.0)
    assert set(coarse.values) == {"t1"}
    inside = coarse.values["t1"][coarse.brain]
    assert (inside.mean(), inside.std()) == (pytest.approx(0, abs=1e-3), pytest.approx(1, abs=0.02))
    assert not coarse.values["t1"][~coarse.brain].any()


def test_depth_grows_from_the_surface_to_the_middle() -> None:
    coarse = _coarse(2.0, 2.0)
    middle = tuple(size // 2 for size in coarse.depth.shape)
    assert coarse.depth[coarse.brain].min() == pytest.approx(4.0)
    assert coarse.depth[middle] == pytest.approx(coarse.depth.max())
    assert coarse.depth.max() == pytest.approx(30.0, abs=4.0)
