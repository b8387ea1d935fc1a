from __future__ import annotations

import numpy as np

from model.inference.preprocess import prepare
from model.inference.restore import restore
from model.tasks.card import TaskCard


def test_labels_come_back_where_the_brain_was(brain_tumour: TaskCard) -> None:
    channel = np.zeros((20, 18, 16), np.float32)
    channel[4:16, 2:14, 6:14] = 1.0
    prepared = prepare([channel], spacing=(1.0, 1.0, 1.0), target=(2.0, 2.0, 2.0))
    probabilities = np.zeros((*prepared.image.shape[:3], 3), np.float32)
    probabilities[2:4, ..., 0] = 1.0
    labels = restore(probabilities, prepared=prepared, shape=(20, 18, 16), task=brain_tumour)
    expected = np.zeros((20, 18, 16), np.uint8)
    expected[8:12, 2:14, 6:14] = 2
    np.testing.assert_array_equal(labels, expected)
