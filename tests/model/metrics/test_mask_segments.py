from __future__ import annotations

import numpy as np

from model.metrics.mask_segments import grow_segments, mask_segments


def test_parts_hang_together_over_edges_within_a_slice_alone() -> None:
    mask = np.zeros((3, 3, 2), bool)
    mask[0, 0] = mask[1, 1] = True
    numbers = mask_segments(mask)
    assert sorted(numbers[mask].tolist()) == [1, 2, 3, 4]
    assert (numbers[~mask] == 0).all()


def test_borders_go_to_the_nearest_segment_of_their_slice() -> None:
    segments = np.zeros((7, 1, 2), np.int32)
    segments[:2, 0, 0], segments[5:, 0, 0] = 1, 2
    grown = grow_segments(segments)
    assert grown[[2, 4], 0, 0].tolist() == [1, 2]
    assert (grown[:, :, 0] > 0).all()
    assert (grown[:, :, 1] == 0).all()
