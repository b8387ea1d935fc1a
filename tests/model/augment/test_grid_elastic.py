from __future__ import annotations

import numpy as np
from numpy.random import default_rng

from model.augment.grid_elastic import GridElastic
from model.augment.sample import Sample


def _sample(shape: tuple[int, int, int] = (41, 31, 2)) -> Sample:
    image = default_rng(0).normal(size=(*shape, 2)).astype(np.float32)
    image[..., -1] = 1.0
    return Sample(image=image, regions=(image[..., :1] > 0).astype(np.float32))


def test_nine_points_are_displaced_by_ten_pixels() -> None:
    drawn = np.array([GridElastic().draw(_sample(), rng=default_rng(seed)) for seed in range(300)])
    assert drawn.shape == (300, 2, 3, 3)
    assert abs(drawn.mean()) < 0.5
    assert abs(drawn.std() - 10.0) < 0.3


def test_equal_displacements_shift_the_whole_image() -> None:
    sample = _sample()
    shift = np.zeros((2, 3, 3), np.float32)
    shift[0], shift[1] = 4.0, -2.0
    bent = GridElastic().apply(sample, shift)
    np.testing.assert_allclose(bent.image[:-4, 2:], sample.image[4:, :-2], atol=1e-4)
    np.testing.assert_allclose(bent.regions[:-4, 2:], sample.regions[4:, :-2], atol=1e-4)


def test_the_points_lie_on_corners_edges_and_middle() -> None:
    sample = _sample((41, 41, 1))
    rows = np.broadcast_to(np.arange(41, dtype=np.float32)[:, None, None], sample.shape)
    ramp = Sample(image=np.stack([rows, np.ones_like(rows)], axis=-1), regions=sample.regions)
    displaced = np.zeros((2, 3, 3), np.float32)
    displaced[0, 1, 1] = 5.0
    moved = GridElastic().apply(ramp, displaced).image[..., 0, 0] - rows[..., 0]
    assert moved[20, 20] == 5.0
    np.testing.assert_allclose(moved[[0, 0, 40, 40, 0, 20], [0, 40, 0, 40, 20, 0]], 0.0, atol=1e-4)


def test_between_the_points_displacements_are_bicubic() -> None:
    sample = _sample((41, 41, 1))
    rows = np.broadcast_to(np.arange(41, dtype=np.float32)[:, None, None], sample.shape)
    ramp = Sample(image=np.stack([rows, np.ones_like(rows)], axis=-1), regions=sample.regions)
    displaced = np.zeros((2, 3, 3), np.float32)
    displaced[0, 1, 1] = 4.0
    moved = GridElastic().apply(ramp, displaced).image[..., 0, 0] - rows[..., 0]
    # Smooth over the middle point: a straight line would fall by 0.2 with the first pixel, and be at 2 half-way.
    assert 0.0 < moved[20, 20] - moved[20, 21] < 0.1
    assert moved[20, 30] > 2.2


def test_every_slice_is_bent_alike_and_the_mask_stays_a_mask() -> None:
    sample = _sample()
    sample.image[:, :, 1] = sample.image[:, :, 0]
    bent = GridElastic().apply(sample, GridElastic().draw(sample, rng=default_rng(1)))
    np.testing.assert_array_equal(bent.image[:, :, 1], bent.image[:, :, 0])
    assert set(np.unique(bent.image[..., -1])) <= {0.0, 1.0}


def test_leaves_a_patch_as_often_as_asked() -> None:
    sample = _sample()
    transform = GridElastic(probability=0.0)
    assert transform.apply(sample, transform.draw(sample, rng=default_rng(0))) is sample
