from __future__ import annotations

import numpy as np
import pytest

from model.data.label_scheme import BRATS, BRATS_2013, BRATS_2023, DECATHLON, LabelScheme, apply_scheme
from model.errors import VolumeError
from model.tasks.card import TaskCard


@pytest.mark.parametrize(
    ("scheme", "stored", "expected"),
    [
        (BRATS_2013, [0, 1, 2, 3, 4], [0, 1, 2, 1, 4]),
        (BRATS, [0, 1, 2, 4], [0, 1, 2, 4]),
        (BRATS, [0, 1, 2, 3], [0, 1, 2, 4]),
        (BRATS_2023, [0, 1, 2, 3], [0, 1, 2, 4]),
        (DECATHLON, [0, 1, 2, 3], [0, 2, 1, 4]),
    ],
)
def test_maps_every_edition_to_the_tasks_labels(
    brain_tumour: TaskCard, scheme: LabelScheme, stored: list[int], expected: list[int]
) -> None:
    assert apply_scheme(np.array(stored, np.float32), scheme=scheme, task=brain_tumour).tolist() == expected


@pytest.mark.parametrize(
    ("scheme", "stored", "words"),
    [
        (BRATS_2023, [0, 4], "label 4, a resection cavity"),
        (BRATS_2023, [1, 2, 3, 4], "leave such cases out"),
        (BRATS, [3, 4], "both 3 and 4"),
        (BRATS, [1, 7], "unknown labels: 7. Known in BraTS 2017 to 2021"),
        (DECATHLON, [0.5], "whole numbers"),
        (DECATHLON, [-1], "whole numbers"),
        (DECATHLON, [256], "whole numbers"),
    ],
)
def test_refuses_what_it_cannot_be_sure_of(
    brain_tumour: TaskCard, scheme: LabelScheme, stored: list[float], words: str
) -> None:
    with pytest.raises(VolumeError, match=words):
        apply_scheme(np.array(stored, np.float32), scheme=scheme, task=brain_tumour)
