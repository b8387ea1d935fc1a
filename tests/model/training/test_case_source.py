"""Cases in their files and packed ones give training and validation the same."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from model.data.case import Case
from model.data.packed_folder import read_packed_folder
from model.tasks.card import TaskCard
from model.training.case_source import CaseSource, FolderSource, PackedSource
from model.training.dataset import load_sample, read_sample
from model.training.judge import CaseJudge, PreparedJudge
from model.training.pack import pack_cases

SHAPE = (16, 16, 16)


@pytest.fixture(scope="module")
def folder_source(phantom_cases: tuple[Case, ...], tmp_path_factory: pytest.TempPathFactory) -> FolderSource:
    """Give the cases in their files."""
    return FolderSource(cases=phantom_cases, cache=tmp_path_factory.mktemp("prepared"))


@pytest.fixture(scope="module")
def packed_source(
    phantom_cases: tuple[Case, ...], tiny_task: TaskCard, tmp_path_factory: pytest.TempPathFactory
) -> PackedSource:
    """Give the same cases, packed."""
    folder = tmp_path_factory.mktemp("packed")
    pack_cases(phantom_cases, task=tiny_task, folder=folder)
    return PackedSource(folder=read_packed_folder(folder))


@pytest.fixture(params=["folder_source", "packed_source"])
def source(request: pytest.FixtureRequest) -> CaseSource:
    """Give each kind of source in turn."""
    found: CaseSource = request.getfixturevalue(request.param)
    return found


def test_names_every_case(source: CaseSource) -> None:
    assert source.names == ("case_0", "case_1", "case_2")


def test_gives_a_file_for_each_case_in_the_order_asked_for_and_tells_of_it(
    source: CaseSource, phantom_cases: tuple[Case, ...], tiny_task: TaskCard
) -> None:
    told: list[str] = []
    paths = source.prepare(["case_2", "case_0"], task=tiny_task, on_case=told.append)
    assert told == ["case_2", "case_0"]
    for path, case in zip(paths, (phantom_cases[2], phantom_cases[0]), strict=True):
        sample, original = load_sample(path), read_sample(case, task=tiny_task)
        assert sample.shape == original.shape
        assert np.abs(sample.image - original.image).max() < 0.05
        assert np.abs(sample.regions - original.regions).max() < 0.003


def test_refuses_to_prepare_or_judge_a_case_that_it_does_not_hold(source: CaseSource, tiny_task: TaskCard) -> None:
    with pytest.raises(ValueError, match="case_9"):
        source.prepare(["case_0", "case_9"], task=tiny_task, on_case=lambda name: None)
    with pytest.raises(ValueError, match="case_9"):
        source.judge(["case_9"], task=tiny_task, usual_shape=SHAPE)


def test_prepares_a_case_in_files_once(folder_source: FolderSource, tiny_task: TaskCard) -> None:
    def prepare() -> Path:
        (path,) = folder_source.prepare(["case_1"], task=tiny_task, on_case=lambda name: None)
        return path

    first = prepare()
    written = first.stat().st_mtime_ns
    assert prepare() == first
    assert first.stat().st_mtime_ns == written


def test_cases_in_files_are_judged_on_their_own_grid_and_packed_ones_on_the_networks(
    folder_source: FolderSource, packed_source: PackedSource, tiny_task: TaskCard
) -> None:
    on_files = folder_source.judge(["case_2"], task=tiny_task, usual_shape=SHAPE)
    assert isinstance(on_files, CaseJudge)
    assert [case.name for case in on_files.cases] == ["case_2"]
    on_packed = packed_source.judge(["case_2"], task=tiny_task, usual_shape=SHAPE)
    assert isinstance(on_packed, PreparedJudge)
    assert list(on_packed.paths) == ["case_2"]
