from __future__ import annotations

import json
from pathlib import Path

import pytest

from model.data.case import Case
from model.data.splits import Split, choose, read_split, split_by_folder


def _case(path: Path) -> Case:
    return Case(name=path.name, channels={"flair": path / "flair.nii"}, labels=None)


def test_reads_train_and_val_and_leaves_test_alone(tmp_path: Path) -> None:
    path = tmp_path / "splits.json"
    path.write_text(json.dumps({"train": ["a", "b"], "val": ["c"], "test": ["d"]}))
    assert read_split(path) == Split(train=("a", "b"), val=("c",))


def test_refuses_a_file_without_both_lists(tmp_path: Path) -> None:
    path = tmp_path / "splits.json"
    path.write_text(json.dumps({"train": ["a"]}))
    with pytest.raises(ValueError, match="lists `train` and `val`"):
        read_split(path)


def test_refuses_a_case_on_both_sides() -> None:
    with pytest.raises(ValueError, match=r"\['b'\]"):
        Split(train=("a", "b"), val=("b",))


def test_splits_by_folder(tmp_path: Path) -> None:
    cases = [_case(tmp_path / "train" / "a"), _case(tmp_path / "val" / "b"), _case(tmp_path / "test" / "c")]
    assert split_by_folder(tmp_path, cases=cases) == Split(train=("a",), val=("b",))


def test_refuses_an_empty_side(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"\['val'\]"):
        split_by_folder(tmp_path, cases=[_case(tmp_path / "train" / "a")])


def test_chooses_in_the_order_of_the_names_and_refuses_unknown_ones(tmp_path: Path) -> None:
    cases = [_case(tmp_path / name) for name in "abc"]
    assert [case.name for case in choose(cases, ["c", "a"])] == ["c", "a"]
    with pytest.raises(ValueError, match=r"\['z'\]"):
        choose(cases, ["z"])
