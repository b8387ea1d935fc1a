from __future__ import annotations

import json
from pathlib import Path

import pytest

from model.errors import ModelUnavailable
from model.inference.checks.reference import read_reference
from model.tasks.card import TaskCard
from model.weights.card import WEIGHTS_DIR, read_card
from model.weights.join import ONE_OF_THEM
from tests.support.real_cases import real_data


def test_the_shipped_card_says_what_a_reader_needs(brain_tumour: TaskCard) -> None:
    card = read_card(brain_tumour.weights)
    assert card.task == brain_tumour.id
    assert card.spacing == brain_tumour.spacing
    assert card.regions == ("WT", "TC", "ET")
    assert {"command", "date", "cases", "sources", "steps"} <= set(card.training)
    assert all(source["licence"] and source["citation"] for source in card.training["sources"])
    assert set(card.validation["mean"]) == {"WT", "TC", "ET"}
    assert ONE_OF_THEM in card.validation["definition"]
    assert len(card.training["members"]) == card.members == 5
    assert all(member["cases"] < len(card.validation["cases"]) for member in card.training["members"])
    assert (WEIGHTS_DIR / card.file).stat().st_size <= 40_000_000


@pytest.mark.real_data
def test_no_test_case_taught_the_shipped_networks_or_chose_anything_for_them(brain_tumour: TaskCard) -> None:
    split = json.loads((real_data("brats") / "splits.json").read_text(encoding="utf-8"))
    card = read_card(brain_tumour.weights)
    known = {*split["train"], *split["val"]}
    assert not known & set(split["test"])
    assert set(card.training["cases"]) == set(card.validation["cases"]) == known
    assert card.calibration["cases"] == card.rules["cases"] == len(known)
    reference = read_reference(brain_tumour.id)
    assert reference is not None
    assert reference.cases == len(split["train"])


def test_comes_back_as_it_was_written(tmp_path: Path, brain_tumour: TaskCard) -> None:
    card = read_card(brain_tumour.weights)
    card.write(tmp_path / "copy.json")
    assert read_card("copy", folder=tmp_path) == card


def test_says_which_card_is_missing(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match=r"nothing\.json is missing"):
        read_card("nothing", folder=tmp_path)


@pytest.mark.parametrize("content", ["{", "[]", json.dumps({"task": "brain-tumour"})])
def test_refuses_a_damaged_card(tmp_path: Path, content: str) -> None:
    (tmp_path / "bad.json").write_text(content)
    with pytest.raises(ModelUnavailable, match=r"bad\.json"):
        read_card("bad", folder=tmp_path)


def test_a_card_may_lack_what_weights_get_after_training(tmp_path: Path, brain_tumour: TaskCard) -> None:
    values = json.loads((WEIGHTS_DIR / f"{brain_tumour.weights}.json").read_text(encoding="utf-8"))
    values.pop("calibration", None)
    values.pop("rules", None)
    (tmp_path / "old.json").write_text(json.dumps(values))
    assert read_card("old", folder=tmp_path).calibration == {}
    assert read_card("old", folder=tmp_path).rules == {}
