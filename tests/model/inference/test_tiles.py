from __future__ import annotations

from itertools import pairwise

import numpy as np

from model.inference.tiles import tile_boxes, tile_weights


def test_boxes_cover_the_volume_and_stay_inside() -> None:
    covered = np.zeros((50, 32, 41), int)
    for box in tile_boxes((50, 32, 41), tile=(16, 32, 20)):
        assert covered[box].shape == (16, 32, 20)
        covered[box] += 1
    assert covered.min() >= 1


def test_neighbours_overlap_by_half_a_tile_or_more() -> None:
    starts = sorted({box[0].start for box in tile_boxes((50, 8, 8), tile=(16, 8, 8))})
    assert max(later - earlier for earlier, later in pairwise(starts)) <= 8


def test_one_tile_suffices_for_a_volume_of_its_size() -> None:
    assert list(tile_boxes((8, 8, 8), tile=(8, 8, 8))) == [(slice(0, 8), slice(0, 8), slice(0, 8))]


def test_the_middle_counts_most_and_the_corner_still_counts() -> None:
    weights = tile_weights((16, 8, 8))
    assert weights.argmax() in {
        np.ravel_multi_index((x, y, z), weights.shape) for x in (7, 8) for y in (3, 4) for z in (3, 4)
    }
    assert weights.min() > 0
    np.testing.assert_allclose(weights, weights[::-1, ::-1, ::-1])
