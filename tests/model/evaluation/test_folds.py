from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import Path

import pytest

from model.data.case import Case
from model.errors import ModelUnavailable
from model.evaluation.folds import cases_by_fold, pair_folds
from model.tasks.card import TaskCard
from model.tasks.registry import get_task
from model.weights.card import read_card


def named(*names: str) -> list[Case]:
    return [Case(name=name, channels={}, labels=None) for name in names]


def trained_on(folder: Path, names: Sequence[str] | None, *, task: TaskCard) -> Path:
    """Write the card of weights that were trained on some cases."""
    folder.mkdir()
    training = {} if names is None else {"cases": list(names)}
    card = dataclasses.replace(read_card(task.weights), training=training)
    card.write(folder / f"{task.weights}.json")
    return folder


def test_each_case_goes_to_the_network_that_has_not_seen_it(brain_tumour: TaskCard, tmp_path: Path) -> None:
    one = trained_on(tmp_path / "one", ["a", "b"], task=brain_tumour)
    two = trained_on(tmp_path / "two", ["c", "b"], task=brain_tumour)
    folds, seen = pair_folds([one, two], cases=named("a", "b", "c"), task=brain_tumour)
    assert [(fold.folder, [case.name for case in fold.cases]) for fold in folds] == [(one, ["c"]), (two, ["a"])]
    assert [case.name for case in seen] == ["b"]


def test_a_case_that_is_new_to_several_goes_to_the_first(brain_tumour: TaskCard, tmp_path: Path) -> None:
    one = trained_on(tmp_path / "one", ["a"], task=brain_tumour)
    two = trained_on(tmp_path / "two", [], task=brain_tumour)
    folds, seen = pair_folds([one, two], cases=named("b", "c"), task=brain_tumour)
    assert [(fold.folder, [case.name for case in fold.cases]) for fold in folds] == [(one, ["b", "c"])]
    assert seen == ()


def test_a_patient_is_known_under_every_name(brain_tumour: TaskCard, tmp_path: Path) -> None:
    folder = trained_on(tmp_path / "one", ["BraTS-SSA-00115-000"], task=brain_tumour)
    cases = named("BraTS-SSA-00121-000", "BraTS-SSA-00122-000")
    folds, seen = pair_folds([folder], cases=cases, task=brain_tumour)
    assert [case.name for case in folds[0].cases] == ["BraTS-SSA-00122-000"]
    assert [case.name for case in seen] == ["BraTS-SSA-00121-000"]


def test_cases_that_every_network_has_seen_say_nothing(brain_tumour: TaskCard, tmp_path: Path) -> None:
    folder = trained_on(tmp_path / "one", ["a"], task=brain_tumour)
    with pytest.raises(ValueError, match="was trained on"):
        pair_folds([folder], cases=named("a"), task=brain_tumour)


def test_weights_that_do_not_say_what_they_have_seen_are_refused(brain_tumour: TaskCard, tmp_path: Path) -> None:
    folder = trained_on(tmp_path / "one", None, task=brain_tumour)
    with pytest.raises(ModelUnavailable, match="does not say which cases"):
        pair_folds([folder], cases=named("a"), task=brain_tumour)


def test_a_folder_is_given_once(brain_tumour: TaskCard, tmp_path: Path) -> None:
    folder = trained_on(tmp_path / "one", [], task=brain_tumour)
    with pytest.raises(ValueError, match="given once"):
        pair_folds([folder, tmp_path / "." / "one"], cases=named("a"), task=brain_tumour)


def test_a_subject_of_which_one_slice_was_trained_on_is_not_new(tmp_path: Path) -> None:
    task = get_task("stroke")
    folder = tmp_path / "one"
    folder.mkdir()
    card = dataclasses.replace(read_card("brain-tumour"), training={"cases": ["atlas-031768-z080"]})
    card.write(folder / f"{task.weights}.json")
    folds, seen = pair_folds([folder], cases=named("atlas-031768-z095", "atlas-031769-z080"), task=task)
    assert cases_by_fold(folds) == {"fold 1": ["atlas-031769-z080"]}
    assert [case.name for case in seen] == ["atlas-031768-z095"]
