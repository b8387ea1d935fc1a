"""Two folds of real, untrained networks that say different things."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest

from model.data.case import Case
from model.evaluation.folds import Fold, pair_folds
from model.evaluation.folds_labeller import CROSS_VALIDATION, FoldsLabeller
from model.evaluation.network_labeller import NetworkLabeller
from model.evaluation.study import read_study
from model.networks.registry import build_network
from model.tasks.card import TaskCard
from model.weights.card import read_card
from model.weights.store import round_weights, write_weights


@pytest.fixture(scope="module")
def folds(
    tiny_task: TaskCard, phantom_cases: tuple[Case, ...], tmp_path_factory: pytest.TempPathFactory
) -> tuple[Fold, ...]:
    """Write weights of two folds of the made-up cases, with a rule that gives up everything on the second card."""
    first, *others = phantom_cases
    folders = []
    for name, unseen in (("one", [first]), ("two", others)):
        folder = tmp_path_factory.mktemp(name)
        network = build_network(tiny_task.network.name, shape=(None, None, None), **tiny_task.network.arguments)
        *values, kernel, bias = network.get_weights()
        # Every voxel is as likely to be in a region, in each fold to another degree.
        values = [*values, 0.0 * kernel, np.full_like(bias, 1.0 if name == "one" else 2.0)]
        sha256 = write_weights(folder / f"{tiny_task.weights}.npz", round_weights(values))
        card = dataclasses.replace(
            read_card(tiny_task.weights),
            name="tiny",
            version="0.1",
            sha256=sha256,
            members=1,
            network={"name": tiny_task.network.name, "arguments": dict(tiny_task.network.arguments)},
            training={"cases": [case.name for case in phantom_cases if case not in unseen]},
            rules={"WT": {"smallest_region_mm3": 1e9}} if name == "two" else {},
        )
        card.write(folder / f"{tiny_task.weights}.json")
        folders.append(folder)
    paired, seen = pair_folds(folders, cases=phantom_cases, task=tiny_task)
    assert not seen
    return paired


def test_each_case_is_labelled_by_its_own_network(folds: tuple[Fold, ...], brain_tumour: TaskCard) -> None:
    labeller = FoldsLabeller(folds, task=brain_tumour, runtime="tensorflow", with_rules=False)
    said = []
    for fold in folds:
        own = NetworkLabeller.open(brain_tumour, weights_dir=fold.folder, runtime="tensorflow", with_rules=False)
        study = read_study(fold.cases[0], task=brain_tumour)
        labelled, expected = labeller.label(study), own.label(study)
        assert labelled.probabilities is not None
        assert expected.probabilities is not None
        np.testing.assert_array_equal(labelled.labels, expected.labels)
        np.testing.assert_array_equal(labelled.probabilities.values, expected.probabilities.values)
        said.append(float(labelled.probabilities.values.mean()))
    assert said[0] < said[1] - 0.05


def test_rules_are_those_of_each_card(folds: tuple[Fold, ...], brain_tumour: TaskCard) -> None:
    labeller = FoldsLabeller(folds, task=brain_tumour, runtime="tensorflow")
    drawn = [labeller.label(read_study(fold.cases[0], task=brain_tumour)).labels.any() for fold in folds]
    assert drawn == [True, False]


def test_says_which_networks_label_how_many_cases(folds: tuple[Fold, ...], brain_tumour: TaskCard) -> None:
    labeller = FoldsLabeller(folds, task=brain_tumour, runtime="tensorflow", flips="none")
    assert labeller.name == "tiny 0.1, 2 folds"
    assert labeller.takes_any_channels
    labeller.label(read_study(folds[1].cases[0], task=brain_tumour))
    one, two = (fold.card.sha256[:12] for fold in folds)
    assert labeller.description == (
        f"{CROSS_VALIDATION}, each case by a network that has not seen the patient: weights {one} (1 case); "
        f"tiny 0.1, weights {two}, tensorflow, flips: none, given up: the whole WT below 1e+09 mm³ (2 cases)"
    )


def test_a_case_of_no_fold_is_refused(
    folds: tuple[Fold, ...], phantom_cases: tuple[Case, ...], brain_tumour: TaskCard
) -> None:
    study = read_study(phantom_cases[0], task=brain_tumour)
    with pytest.raises(ValueError, match="must be one of the folds' cases"):
        FoldsLabeller(folds[1:], task=brain_tumour).label(study)
