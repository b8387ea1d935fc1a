from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from model.data.case import Case
from model.evaluation.evaluate_model import count_reliability, evaluate_model, steps_per_case
from model.evaluation.mask_labeller import MaskLabeller
from model.evaluation.study import Study
from model.evaluation.subsets import channel_subsets
from model.tasks.card import TaskCard
from tests.model.evaluation.conftest import Expert


@pytest.fixture(scope="module")
def masks(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a folder for predicted masks."""
    return tmp_path_factory.mktemp("masks") / "new"


def test_measures_every_case_with_every_subset(
    phantom_cases: tuple[Case, ...], expert: Expert, brain_tumour: TaskCard, masks: Path
) -> None:
    steps: list[str] = []
    model = evaluate_model(
        expert,
        cases=phantom_cases,
        task=brain_tumour,
        name="someone",
        subsets=True,
        masks=masks,
        on_step=steps.append,
    )
    assert (model.name, model.description) == ("someone", expert.description)
    assert [case.name for case in model.cases] == [case.name for case in phantom_cases]
    assert len(steps) == len(phantom_cases) * steps_per_case(expert, task=brain_tumour, subsets=True)
    assert tuple(model.subsets) == channel_subsets(brain_tumour)
    assert model.subsets[brain_tumour.channel_ids]["case_0"] == {"WT": 1.0, "TC": 1.0, "ET": 1.0}
    assert model.subsets[("t2",)]["case_0"]["ET"] == 0.0
    # A sure labeller that is always right is calibrated as well as can be, in the voxels of all brains.
    assert all(counts.ece == 0.0 for counts in model.reliability.values())
    single = sum(count.voxels.sum() for count in model.reliability.values()) / len(model.reliability)
    assert single > 3 * 1000

    again = evaluate_model(MaskLabeller(masks, task=brain_tumour), cases=phantom_cases, task=brain_tumour, name="again")
    assert [case.regions for case in again.cases] == [case.regions for case in model.cases]
    assert (again.reliability, again.subsets) == ({}, {})


def test_masks_in_a_folder_have_no_subsets(brain_tumour: TaskCard, tmp_path: Path) -> None:
    assert steps_per_case(MaskLabeller(tmp_path, task=brain_tumour), task=brain_tumour, subsets=True) == 1


def test_reliability_is_counted_in_the_brain_alone(study: Study, expert: Expert, brain_tumour: TaskCard) -> None:
    probabilities = expert.label(study).probabilities
    assert probabilities is not None
    counts = count_reliability(study, probabilities, task=brain_tumour)
    brain = np.any([volume.data != 0 for volume in study.channels.values()], axis=0)
    for region in brain_tumour.regions:
        inside = np.isin(study.truth.data, region.labels)
        assert counts[region.id].voxels.sum() == brain.sum()
        assert counts[region.id].inside.sum() == (inside & brain).sum()
