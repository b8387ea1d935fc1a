from __future__ import annotations

import numpy as np

from model.inference.sure import SURE, sure_volumes
from model.tasks.card import TaskCard


def test_counts_the_voxels_that_the_network_is_sure_of_inside_the_region_around(brain_tumour: TaskCard) -> None:
    probabilities = np.zeros((4, 4, 4, 3), np.float32)
    probabilities[:3] = 0.95, 0.0, 0.0
    probabilities[:2, :, :, 1] = 0.8
    probabilities[0, :, :, 2] = SURE
    probabilities[3, :, :, 2] = 1.0  # outside the whole tumour, where nothing is decided for an inner region
    volumes = sure_volumes(probabilities, task=brain_tumour, spacing=(2.0, 2.0, 1.0))
    assert volumes == {"WT": 48 * 4.0, "TC": 0.0, "ET": 16 * 4.0}
