from __future__ import annotations

from pathlib import Path

import nibabel
import numpy as np
import pytest

from model.data.acdc import find_acdc_cases, frames_of_one_patient
from model.data.readers import find_cases
from model.tasks.registry import get_task
from model.training.fold_experiments import divide
from tests.model.data.test_brats import touch


def _write(folder: Path, *, name: str, mask: np.ndarray) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    affine = np.diag([-1.5, -1.5, 10.0, 1.0])
    nibabel.save(nibabel.Nifti1Image(100 + mask.astype(np.uint8), affine), folder / f"{name}.nii.gz")
    nibabel.save(nibabel.Nifti1Image(mask.astype(np.uint8), affine), folder / f"{name}_gt.nii.gz")


def test_finds_frames_with_their_masks_and_leaves_scribbles_and_cycles_alone(tmp_path: Path) -> None:
    names = ("patient001_frame01", "patient001_frame01_gt", "patient001_frame01_scribble", "patient001_frame12")
    touch(tmp_path / "patient001", *(f"{name}.nii.gz" for name in (*names, "patient001_4d")))
    first, second = find_acdc_cases(tmp_path)
    assert (first.name, second.name) == ("patient001_frame01", "patient001_frame12")
    assert first.channels == {"cine": tmp_path / "patient001" / "patient001_frame01.nii.gz"}
    assert first.labels == tmp_path / "patient001" / "patient001_frame01_gt.nii.gz"
    assert second.labels is None


def test_reads_image_and_labels_on_one_canonical_grid(tmp_path: Path) -> None:
    mask = np.zeros((9, 8, 4), np.uint8)
    mask[1, 2, 3], mask[2, 2, 3], mask[3, 2, 3] = 1, 2, 3
    _write(tmp_path, name="patient007_frame01", mask=mask)
    (case,) = find_cases(tmp_path, task="cardiac")
    channels, labels = case.read_study(task=get_task("cardiac"))
    np.testing.assert_array_equal(channels["cine"].data - 100, labels.data)
    np.testing.assert_array_equal(labels.data, mask[::-1, ::-1])
    assert channels["cine"].grid.spacing == (1.5, 1.5, 10.0)


def test_a_folder_of_hearts_holds_no_brains(tmp_path: Path) -> None:
    _write(tmp_path, name="patient007_frame01", mask=np.ones((4, 4, 2)))
    with pytest.raises(ValueError, match="FLAIR"):
        find_cases(tmp_path)
    (tmp_path / "empty").mkdir()
    with pytest.raises(ValueError, match=r"short-axis cine volume.*ACDC 2017"):
        find_cases(tmp_path / "empty", task="cardiac")


def test_frames_of_one_patient_belong_together() -> None:
    groups = frames_of_one_patient(["patient001_frame01", "patient002_frame01", "patient001_frame12", "BraTS20_1"])
    assert set(groups) == {frozenset({"patient001_frame01", "patient001_frame12"}), frozenset({"patient002_frame01"})}


def test_a_patient_is_in_one_fold_alone() -> None:
    names = [f"patient{number:03}_frame{frame:02}" for number in range(6) for frame in (1, 12)]
    for split in divide(names, folds=3):
        patients = [{name.split("_")[0] for name in part} for part in (split.train, split.val)]
        assert not patients[0] & patients[1]
        assert len(split.val) == 4
