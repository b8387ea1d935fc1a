from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from model.inference.decode import decode, lie_apart, shell_labels
from model.tasks.card import TaskCard
from model.tasks.registry import get_task


def test_each_region_adds_the_label_that_the_next_has_not(brain_tumour: TaskCard) -> None:
    assert shell_labels(brain_tumour) == (2, 1, 4)


def test_decides_from_the_outside_in(brain_tumour: TaskCard) -> None:
    probabilities = np.array(
        [[0.1, 0.1, 0.1], [0.9, 0.1, 0.1], [0.9, 0.9, 0.1], [0.9, 0.9, 0.9], [0.1, 0.9, 0.9], [0.9, 0.1, 0.9]],
        np.float32,
    ).reshape(6, 1, 1, 3)
    labels = decode(probabilities, task=brain_tumour).ravel()
    # The last two would be core outside the tumour, and enhancement outside the core.
    assert labels.tolist() == [0, 2, 1, 4, 0, 2]


def test_the_threshold_itself_is_inside(brain_tumour: TaskCard) -> None:
    assert decode(np.full((1, 1, 1, 3), 0.5, np.float32), task=brain_tumour).item() == 4


def test_refuses_regions_that_do_not_nest(brain_tumour: TaskCard) -> None:
    wrong = dataclasses.replace(brain_tumour, regions=brain_tumour.regions[::-1])
    with pytest.raises(ValueError, match="nest"):
        shell_labels(wrong)


def test_of_regions_that_lie_apart_the_most_probable_one_is_taken(brain_tumour: TaskCard) -> None:
    cardiac = get_task("cardiac")
    assert lie_apart(cardiac)
    assert not lie_apart(brain_tumour)
    probabilities = np.array([[0.4, 0.3, 0.2], [0.9, 0.1, 0.1], [0.6, 0.7, 0.1], [0.0, 0.6, 0.9]], np.float32)
    assert decode(probabilities.reshape(4, 1, 1, 3), task=cardiac).ravel().tolist() == [0, 1, 2, 3]


def test_in_a_softmax_the_background_is_a_class_like_any_other() -> None:
    cardiac = get_task("cardiac")
    network = dataclasses.replace(cardiac.network, arguments={**cardiac.network.arguments, "head": "softmax"})
    shared = dataclasses.replace(cardiac, network=network)
    # Background has what the regions leave: 0.2, 0.5, 0.3.
    probabilities = np.array([[0.4, 0.3, 0.1], [0.3, 0.1, 0.1], [0.2, 0.1, 0.4]], np.float32).reshape(3, 1, 1, 3)
    assert decode(probabilities, task=shared).ravel().tolist() == [1, 0, 3]
    assert decode(probabilities, task=cardiac).ravel().tolist() == [0, 0, 0]
