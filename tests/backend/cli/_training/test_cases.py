from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from backend.cli._training.cases import read_cases
from backend.cli._training.data_options import DataOptions
from model.data.readers import find_cases
from model.data.splits import Split
from model.tasks.registry import get_task
from model.training.case_source import FolderSource, PackedSource
from model.training.pack import pack_cases
from tests.support.cases import write_case


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write two cases to train on and one to validate."""
    folder = tmp_path_factory.mktemp("data")
    for seed, part in enumerate(("train", "train", "val")):
        write_case(folder / part, name=f"case_{seed}", seed=seed)
    return folder


def _options(folder: Path, **values: Any) -> DataOptions:
    none = dict.fromkeys(("data", "prepared", "splits", "cache", "cubes"))
    return DataOptions(**{"task_id": "brain-tumour", "out": folder / "out", **none, **values})


def _pack(data: Path, folder: Path, *, split: Split | None) -> Path:
    pack_cases(find_cases(data), task=get_task("brain-tumour"), folder=folder, split=split)
    return folder


def test_cases_in_files_are_divided_by_their_folders_and_prepared_beside_the_run(data: Path, tmp_path: Path) -> None:
    cases = read_cases(_options(tmp_path, data=data))
    assert cases.split == Split(train=("case_0", "case_1"), val=("case_2",))
    assert cases.every == ("case_0", "case_1", "case_2")
    assert isinstance(cases.source, FolderSource)
    assert cases.source.cache == tmp_path / "out" / "prepared"


def test_a_file_divides_the_cases_otherwise(data: Path, tmp_path: Path) -> None:
    splits = tmp_path / "splits.json"
    splits.write_text(json.dumps({"train": ["case_2"], "val": ["case_0"], "test": ["case_1"]}), encoding="utf-8")
    cases = read_cases(_options(tmp_path, data=data, splits=splits, cache=tmp_path / "cache"))
    assert cases.split == Split(train=("case_2",), val=("case_0",))
    assert isinstance(cases.source, FolderSource)
    assert cases.source.cache == tmp_path / "cache"


def test_refuses_a_division_with_cases_that_are_not_there(data: Path, tmp_path: Path) -> None:
    splits = tmp_path / "splits.json"
    splits.write_text(json.dumps({"train": ["case_9"], "val": []}), encoding="utf-8")
    with pytest.raises(ValueError, match="case_9"):
        read_cases(_options(tmp_path, data=data, splits=splits))


def test_packed_cases_bring_their_division_along(data: Path, tmp_path: Path) -> None:
    split = Split(train=("case_1",), val=("case_0", "case_2"))
    packed = _pack(data, tmp_path / "packed", split=split)
    cases = read_cases(_options(tmp_path, prepared=packed))
    assert cases.split == split
    assert isinstance(cases.source, PackedSource)


def test_cases_that_nobody_divided_all_count_for_folds_and_are_no_split(data: Path, tmp_path: Path) -> None:
    cases = read_cases(_options(tmp_path, data=data / "train"))
    assert sorted(cases.every) == ["case_0", "case_1"]
    with pytest.raises(ValueError, match="by --splits or by --folds"):
        _ = cases.split


def test_packed_cases_without_a_division_all_count_for_folds_and_take_one(data: Path, tmp_path: Path) -> None:
    packed = _pack(data, tmp_path / "packed", split=None)
    cases = read_cases(_options(tmp_path, prepared=packed))
    assert sorted(cases.every) == ["case_0", "case_1", "case_2"]
    with pytest.raises(ValueError, match="by --splits or by --folds"):
        _ = cases.split
    splits = tmp_path / "splits.json"
    splits.write_text(json.dumps({"train": ["case_0"], "val": ["case_1"]}), encoding="utf-8")
    cases = read_cases(_options(tmp_path, prepared=packed, splits=splits))
    assert cases.split == Split(train=("case_0",), val=("case_1",))


def test_refuses_cases_from_both_places_and_from_none(data: Path, tmp_path: Path) -> None:
    for values in ({}, {"data": data, "prepared": data}):
        with pytest.raises(ValueError, match="either as --data or as --prepared"):
            read_cases(_options(tmp_path, **values))
