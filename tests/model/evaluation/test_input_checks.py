"""Learning what inputs look like and measuring what is noticed, on made-up heads."""

from __future__ import annotations

import numpy as np
import pytest

from model.data.phantom_anatomy import draw_anatomy
from model.data.phantom_contrast import MODALITIES, draw_modality
from model.evaluation.fit_input_reference import describe, fit_reference
from model.evaluation.input_trials import Trial, make_trials
from model.evaluation.measure_input_checks import leave_one_out, measure
from model.tasks.card import TaskCard


@pytest.fixture(scope="module")
def trials(brain_tumour: TaskCard) -> list[list[Trial]]:
    """Try four small-voxelled heads, the last with impostors too."""
    tried = []
    for seed in range(4):
        random = np.random.default_rng(seed)
        anatomy = draw_anatomy((60, 60, 39), random=random)
        volumes = {name: draw_modality(anatomy, modality=name, random=random).astype(np.float32) for name in MODALITIES}
        made = make_trials(volumes, spacing=(4.0, 4.0, 4.0), task=brain_tumour, random=random, impostors=seed == 3)
        tried.append(list(made))
    return tried


def test_a_trial_knows_what_is_right(trials: list[list[Trial]]) -> None:
    by_name = {trial.name: trial for trial in trials[3]}
    assert by_name["good study"].expected == frozenset()
    assert by_name["flair and t2 swapped"].expected == {("wrong-modality", "flair"), ("wrong-modality", "t2")}
    assert by_name["t1 in the flair slot, flair missing"].expected == {("wrong-modality", "flair")}
    assert set(by_name["good study without t1"].coarse.values) == {"flair", "t1ce", "t2"}
    assert by_name["good study"].is_right(())
    assert not by_name["noise everywhere"].is_right(())
    head = by_name["head with skull and skin"]
    assert sum(head.millilitres.values()) > 1.5 * sum(by_name["good study"].millilitres.values())


def test_each_case_is_judged_by_what_the_others_taught(trials: list[list[Trial]], brain_tumour: TaskCard) -> None:
    references = leave_one_out(trials, task=brain_tumour)
    rates = measure(trials, references=references, task=brain_tumour)
    assert [reference.cases for reference in references] == [3] * 4
    assert rates["good study"]["cases"] == 4
    assert rates["noise everywhere"]["cases"] == 1
    assert all(0 <= rate["right"] <= rate["cases"] for rate in rates.values())
    assert rates["t1 and t2 swapped"]["right"] >= 3


def test_too_few_cases_teach_nothing(trials: list[list[Trial]], brain_tumour: TaskCard) -> None:
    described = [describe(case[0].coarse, channels=brain_tumour.channel_ids) for case in trials[:2]]
    with pytest.raises(ValueError, match="at least 3 cases"):
        fit_reference(described, channels=brain_tumour.channel_ids)
