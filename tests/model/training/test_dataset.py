from __future__ import annotations

import dataclasses
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest

from model.data.case import Case
from model.data.nifti_file import NiftiFile
from model.tasks.card import TaskCard
from model.training.dataset import load_sample, prepare_cases, read_sample
from model.volumes.labels import read_labels
from model.volumes.read import Volume


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


@dataclasses.dataclass(frozen=True)
class _Half(NiftiFile):
    """Read files as they are, but of masks the lower half as not annotated."""

    def read(self, path: Path, *, components: Sequence[int]) -> tuple[Volume, ...]:
        """Read, and mark."""
        volumes = super().read(path, components=components)
        if "seg" not in path.name:
            return volumes
        (volume,) = volumes
        data = volume.data.copy()
        data[..., : data.shape[2] // 2] = 9
        return (dataclasses.replace(volume, data=data),)


@pytest.fixture
def partial(phantom_cases: tuple[Case, ...]) -> Case:
    """Give a case that is annotated in its upper half."""
    case = phantom_cases[0]
    scheme = dataclasses.replace(case.scheme, unlabelled=frozenset({9}))
    return dataclasses.replace(case, format=_Half(), scheme=scheme)


def test_what_nobody_annotated_weighs_nothing(partial: Case, tiny_task: TaskCard, tmp_path: Path) -> None:
    labels = partial.read_labels(task=tiny_task)
    assert labels.known is not None
    assert not labels.data[~labels.known].any()
    (path,) = prepare_cases([partial], task=tiny_task, cache=tmp_path, weighting={"name": "known"})
    for mapped in (False, True):
        weights = load_sample(path, mapped=mapped).weights
        assert weights is not None
        assert set(np.unique(weights)) == {0.0, 1.0}
        assert not weights[..., 0, 0].any()
        assert weights[..., -1, 0].all()
    (other,) = prepare_cases([partial], task=tiny_task, cache=tmp_path, weighting={"name": "classes"})
    assert other != path


def test_a_part_that_nobody_annotated_is_never_taken_for_background(partial: Case, tiny_task: TaskCard) -> None:
    with pytest.raises(ValueError, match="annotated in part"):
        read_sample(partial, task=tiny_task)


def test_without_weighting_there_are_no_weights(
    phantom_cases: tuple[Case, ...], tiny_task: TaskCard, tmp_path: Path
) -> None:
    (path,) = prepare_cases(phantom_cases[:1], task=tiny_task, cache=tmp_path)
    assert load_sample(path).weights is None
    assert load_sample(path, mapped=True).weights is None
