from __future__ import annotations

from model.evaluation.study import Study
from model.evaluation.subsets import channel_subsets, subset_dice
from model.tasks.card import TaskCard
from tests.model.evaluation.conftest import Expert


def test_four_channels_have_fifteen_subsets_the_largest_first(brain_tumour: TaskCard) -> None:
    subsets = channel_subsets(brain_tumour)
    assert len(set(subsets)) == len(subsets) == 15
    assert subsets[0] == brain_tumour.channel_ids
    assert [len(subset) for subset in subsets] == [4] + [3] * 4 + [2] * 6 + [1] * 4


def test_the_labeller_sees_the_subset_alone(study: Study, expert: Expert, brain_tumour: TaskCard) -> None:
    assert subset_dice(study, brain_tumour.channel_ids, labeller=expert, task=brain_tumour)["ET"] == 1.0
    assert subset_dice(study, ("flair", "t2"), labeller=expert, task=brain_tumour)["ET"] == 0.0
