from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from model.data.array_volume import array_volume
from model.losses.cell_weights import cell_weights
from model.training.weighting import part_objects, weigh
from model.volumes.labels import LabelVolume

# Two cells that touch, and one apart, in the first of two slices.
CELLS = np.zeros((12, 12, 2), np.int32)
CELLS[1:5, 1:5, 0], CELLS[5:9, 1:5, 0], CELLS[2:8, 8:11, 0] = 4, 9, 2


def _labels(data: np.ndarray, **facts: Any) -> LabelVolume:
    volume = array_volume(np.zeros(data.shape, np.float32), affine=np.eye(4))
    return LabelVolume(
        data=data.astype(np.uint8), grid=volume.grid, orientation=volume.orientation, header=volume.header, **facts
    )


def test_objects_that_touch_are_parted_and_others_left_whole() -> None:
    parted = part_objects(CELLS)
    assert set(np.unique(parted)) == {0, 2, 4, 9}
    assert not parted[4:6, 1:5, 0].any()
    np.testing.assert_array_equal(parted == 2, CELLS == 2)
    assert (parted[1:4, 1:5, 0] == 4).all()
    assert CELLS[4, 1, 0] == 4, "what is given is left as it is"


def test_objects_are_not_parted_from_those_of_other_slices() -> None:
    cells = np.stack([np.full((3, 3), 1), np.full((3, 3), 2)], axis=-1).astype(np.int32)
    np.testing.assert_array_equal(part_objects(cells), cells)


def test_the_gap_between_two_cells_weighs_most() -> None:
    weights = weigh(_labels(CELLS > 0, parts=CELLS), weighting={"name": "cells", "w0": 20.0, "sigma": 3.0})
    np.testing.assert_array_equal(weights[:, :, 0], cell_weights(part_objects(CELLS)[:, :, 0], w0=20.0, sigma=3.0))
    assert weights[4, 2, 0] == weights.max()
    # No cell in the second slice.
    np.testing.assert_array_equal(weights[:, :, 1], 1.0)


def test_cells_are_what_hangs_together_where_the_mask_does_not_number_them() -> None:
    apart = part_objects(CELLS)
    numbered, plain = _labels(apart > 0, parts=apart), _labels(apart > 0)
    options = {"name": "cells"}
    np.testing.assert_array_equal(weigh(numbered, weighting=options), weigh(plain, weighting=options))


def test_each_class_counts_as_much_as_any_other_and_what_is_unknown_nothing() -> None:
    data = np.zeros((10, 10, 1), np.uint8)
    data[:2], data[2:3] = 1, 2
    known = np.ones(data.shape, bool)
    known[9] = False
    weights = weigh(_labels(data, known=known), weighting={"name": "classes"})
    sums = [weights[(data == label) & known].sum() for label in (0, 1, 2)]
    np.testing.assert_allclose(sums, 30.0)
    assert not weights[~known].any()
    alike = weigh(_labels(data, known=known), weighting={"name": "known"})
    np.testing.assert_array_equal(alike, known)


def test_names_what_does_not_fit() -> None:
    with pytest.raises(ValueError, match=r"one of \['cells', 'classes', 'known'\].*luck"):
        weigh(_labels(CELLS > 0), weighting={"name": "luck"})
    with pytest.raises(ValueError, match="weighting 'cells' do not fit"):
        weigh(_labels(CELLS > 0), weighting={"name": "cells", "w1": 3})
