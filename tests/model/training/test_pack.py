from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest

from model.data.case import Case
from model.data.lesion_cubes import read_lesion_cubes
from model.data.packed_folder import read_packed_folder
from model.data.splits import Split
from model.errors import VolumeError
from model.tasks.card import TaskCard
from model.training.case_source import PackedSource
from model.training.dataset import load_sample, read_sample
from model.training.pack import pack_cases
from tests.support.cases import write_tumour_cube

SPLIT = Split(train=("case_0", "case_1"), val=("case_2",))


@pytest.fixture(scope="module")
def packed(phantom_cases: tuple[Case, ...], tiny_task: TaskCard, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pack three cases and a lesion cube."""
    folder = tmp_path_factory.mktemp("packed")
    write_tumour_cube(folder / "source.npz", patient=5)
    pack_cases(phantom_cases, task=tiny_task, folder=folder / "out", split=SPLIT, cubes=folder / "source.npz")
    return folder / "out"


def test_a_packed_folder_is_all_that_training_needs(
    packed: Path, phantom_cases: tuple[Case, ...], tiny_task: TaskCard
) -> None:
    folder = read_packed_folder(packed)
    assert folder.split == {"train": ["case_0", "case_1"], "val": ["case_2"]}
    assert folder.cubes is not None
    assert len(read_lesion_cubes(folder.cubes, task=tiny_task)) == 1
    source = PackedSource(folder=folder)
    assert source.names == ("case_0", "case_1", "case_2")
    (path,) = source.prepare(["case_1"], task=tiny_task, on_case=lambda name: None)
    original = read_sample(phantom_cases[1], task=tiny_task)
    for mapped in (False, True):
        sample = load_sample(path, mapped=mapped)
        assert np.abs(sample.image - original.image).max() < 0.05
        assert np.abs(sample.regions - original.regions).max() < 0.003


def test_refuses_another_task_an_unknown_case_and_a_damaged_file(packed: Path, tiny_task: TaskCard) -> None:
    source = PackedSource(folder=read_packed_folder(packed))
    fine = dataclasses.replace(tiny_task, spacing=(1.0, 1.0, 1.0))
    with pytest.raises(ValueError, match="packed for another task: spacing"):
        source.prepare(["case_0"], task=fine, on_case=lambda name: None)
    with pytest.raises(ValueError, match="no case case_9"):
        source.prepare(["case_9"], task=tiny_task, on_case=lambda name: None)
    path = source.folder.path("case_2")
    content = path.read_bytes()
    path.write_bytes(content[:-1])
    with pytest.raises(VolumeError, match="copy the folder again"):
        source.prepare(["case_2"], task=tiny_task, on_case=lambda name: None)
    path.write_bytes(content)


def test_a_folder_without_a_manifest_is_none(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match=r"manifest\.json is missing"):
        read_packed_folder(tmp_path)
