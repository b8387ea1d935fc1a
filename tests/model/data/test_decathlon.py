from __future__ import annotations

import json
from pathlib import Path

import nibabel
import numpy as np
import pytest

from model.data.decathlon import find_decathlon_cases
from model.errors import VolumeError
from model.tasks.card import TaskCard

DESCRIPTION = {
    "modality": {"0": "FLAIR", "1": "T1w", "2": "t1gd", "3": "T2w"},
    "labels": {"0": "background", "1": "edema", "2": "non-enhancing tumor", "3": "enhancing tumour"},
}


def _write(folder: Path, *, volumes: int = 4, name: str = "BRATS_001") -> None:
    for part in ("imagesTr", "labelsTr"):
        (folder / part).mkdir(parents=True, exist_ok=True)
    image = np.ones((5, 4, 9, volumes), np.float32) * np.arange(1, volumes + 1)
    mask = np.zeros((5, 4, 9), np.uint8)
    mask[:4, 0, 0] = [0, 1, 2, 3]
    nibabel.save(nibabel.Nifti1Image(image, np.eye(4)), folder / "imagesTr" / f"{name}.nii.gz")
    nibabel.save(nibabel.Nifti1Image(mask, np.eye(4)), folder / "labelsTr" / f"{name}.nii.gz")
    (folder / "imagesTr" / f"._{name}.nii.gz").write_bytes(b"left by macOS")


def test_reads_the_four_channels_of_a_file_and_its_labels(tmp_path: Path, brain_tumour: TaskCard) -> None:
    _write(tmp_path / "Task01_BrainTumour")
    (tmp_path / "Task01_BrainTumour" / "dataset.json").write_text(json.dumps(DESCRIPTION))
    (case,) = find_decathlon_cases(tmp_path)
    assert case.name == "BRATS_001"
    assert len(case.files) == 2
    volumes = case.read_channels(brain_tumour.channel_ids)
    assert [float(volume.data.mean()) for volume in volumes.values()] == [1, 2, 3, 4]
    assert case.read_labels(task=brain_tumour).data[:4, 0, 0].tolist() == [0, 2, 1, 4]


def test_takes_the_order_of_the_channels_from_the_description(tmp_path: Path) -> None:
    _write(tmp_path)
    other = {**DESCRIPTION, "modality": {"0": "T2w", "1": "T1w", "2": "t1gd", "3": "FLAIR"}}
    (tmp_path / "dataset.json").write_text(json.dumps(other))
    (case,) = find_decathlon_cases(tmp_path)
    assert float(case.read_channels(["t2"])["t2"].data.mean()) == 1


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"modality": {"0": "CT"}}, "must describe FLAIR"),
        ({"labels": {"0": "background", "1": "enhancing tumour", "2": "edema"}}, "must describe the labels"),
    ],
)
def test_refuses_another_task_of_the_decathlon(tmp_path: Path, change: dict[str, object], words: str) -> None:
    _write(tmp_path)
    (tmp_path / "dataset.json").write_text(json.dumps({**DESCRIPTION, **change}))
    with pytest.raises(ValueError, match=words):
        find_decathlon_cases(tmp_path)


def test_refuses_a_file_that_lacks_a_channel_or_is_damaged(tmp_path: Path) -> None:
    _write(tmp_path, volumes=3)
    (case,) = find_decathlon_cases(tmp_path)
    with pytest.raises(VolumeError, match="must hold volumes"):
        case.read_channels(["flair", "t2"])
    path = case.channels["flair"]
    path.write_bytes(path.read_bytes()[:100])
    with pytest.raises(VolumeError, match="cannot be read"):
        case.read_channels(["flair"])
