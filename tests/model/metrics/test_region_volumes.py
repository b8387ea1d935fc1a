from __future__ import annotations

import numpy as np
import pytest

from model.metrics.region_volumes import region_volumes_ml
from model.tasks.card import TaskCard


def test_counts_each_label_in_every_region_that_holds_it(brain_tumour: TaskCard) -> None:
    labels = np.array([[0, 1, 2], [2, 4, 0]], np.uint8)
    volumes = region_volumes_ml(labels, task=brain_tumour, voxel_ml=0.5)
    assert volumes == {"WT": pytest.approx(2.0), "TC": pytest.approx(1.0), "ET": pytest.approx(0.5)}


def test_an_empty_mask_has_no_volume(brain_tumour: TaskCard) -> None:
    volumes = region_volumes_ml(np.zeros((2, 2, 2), np.uint8), task=brain_tumour, voxel_ml=1.0)
    assert volumes == {"WT": 0.0, "TC": 0.0, "ET": 0.0}
