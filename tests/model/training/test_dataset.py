from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest

from model.data.case import Case
from model.tasks.card import TaskCard
from model.training.dataset import load_sample, prepare_cases, read_sample
from model.volumes.labels import read_labels


def test_prepares_each_case_once(phantom_cases: tuple[Case, ...], tiny_task: TaskCard, tmp_path: Path) -> None:
    told: list[str] = []
    first = prepare_cases(phantom_cases[:2], task=tiny_task, cache=tmp_path, on_case=told.append)
    written = [path.stat().st_mtime_ns for path in first]
    assert prepare_cases(phantom_cases[:2], task=tiny_task, cache=tmp_path) == first
    assert [path.stat().st_mtime_ns for path in first] == written
    assert told == [case.name for case in phantom_cases[:2]]


def test_another_spacing_is_prepared_anew(phantom_cases: tuple[Case, ...], tiny_task: TaskCard, tmp_path: Path) -> None:
    coarse = dataclasses.replace(tiny_task, spacing=(4.0, 4.0, 4.0))
    (fine_path,) = prepare_cases(phantom_cases[:1], task=tiny_task, cache=tmp_path)
    (coarse_path,) = prepare_cases(phantom_cases[:1], task=coarse, cache=tmp_path)
    fine, half = load_sample(fine_path), load_sample(coarse_path)
    assert max(half.shape) < max(fine.shape)


def test_regions_keep_their_volume_and_nest(phantom_cases: tuple[Case, ...], tiny_task: TaskCard) -> None:
    case = phantom_cases[0]
    assert case.labels is not None
    labels = read_labels(case.labels, task=tiny_task).data
    regions = read_sample(case, task=tiny_task).regions
    for index, region in enumerate(tiny_task.regions):
        assert regions[..., index].sum() == pytest.approx(np.isin(labels, region.labels).sum())
    assert np.all(regions[..., 1] <= regions[..., 0])
    assert np.all(regions[..., 2] <= regions[..., 1])


def test_refuses_a_case_without_a_mask(phantom_cases: tuple[Case, ...], tiny_task: TaskCard) -> None:
    with pytest.raises(ValueError, match="has no expert mask"):
        read_sample(dataclasses.replace(phantom_cases[0], labels=None), task=tiny_task)
