from __future__ import annotations

import numpy as np
import pytest

from model.metrics.accuracy import accuracy


def test_is_the_share_of_right_labels() -> None:
    assert accuracy(np.array([0, 1, 2, 4], np.uint8), np.array([0, 1, 4, 4], np.uint8)) == 0.75


def test_refuses_masks_of_different_shapes() -> None:
    with pytest.raises(ValueError, match="must have the shape"):
        accuracy(np.zeros(4, np.uint8), np.zeros(5, np.uint8))
