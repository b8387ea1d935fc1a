from __future__ import annotations

import numpy as np

from model.metrics.boxes import common_box


def test_holds_every_voxel_of_every_mask() -> None:
    one, other = np.zeros((2, 9, 9, 9), bool)
    one[2, 3, 4], other[5, 3, 8] = True, True
    assert common_box(one, other) == (slice(2, 6), slice(3, 4), slice(4, 9))


def test_the_margin_ends_with_the_volume() -> None:
    mask = np.zeros((9, 9, 9), bool)
    mask[1, 4, 8] = True
    assert common_box(mask, margin=2) == (slice(0, 4), slice(2, 7), slice(6, 9))


def test_empty_masks_have_no_box() -> None:
    assert common_box(np.zeros((3, 3, 3), bool)) is None
