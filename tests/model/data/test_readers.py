from __future__ import annotations

from pathlib import Path

import nibabel
import numpy as np
import pytest

from model.data.readers import find_cases
from model.errors import VolumeError
from model.tasks.card import TaskCard
from tests.model.data.test_brats import touch


def test_finds_data_sets_side_by_side(tmp_path: Path) -> None:
    touch(tmp_path / "a", *(f"one_{part}.nii.gz" for part in ("flair", "t1", "t1ce", "t2", "seg")))
    for part, stem in (("MR_Flair", "Brain.XX.O"), ("MR_T1", "Brain.XX.O"), ("MR_T1c", "Brain.XX.O")):
        touch(tmp_path / "b" / "HG" / "0001", f"VSD.{stem}.{part}.1.mha")
    touch(tmp_path / "b" / "HG" / "0001", "VSD.Brain.XX.O.MR_T2.1.mha", "VSD.Brain_3more.XX.XX.OT.1.mha")
    touch(tmp_path / "c" / "imagesTr", "BRATS_001.nii.gz")
    touch(tmp_path / "c" / "labelsTr", "BRATS_001.nii.gz")
    assert [case.name for case in find_cases(tmp_path)] == ["BRATS_001", "HG_0001", "one"]


def test_finds_a_selection_of_cases_that_are_links(tmp_path: Path) -> None:
    touch(tmp_path / "all" / "one", *(f"one_{part}.nii.gz" for part in ("flair", "t1", "t1ce", "t2", "seg")))
    (tmp_path / "val").mkdir()
    (tmp_path / "val" / "one").symlink_to(tmp_path / "all" / "one")
    (case,) = find_cases(tmp_path / "val")
    assert case.channels["t1"] == tmp_path / "val" / "one" / "one_t1.nii.gz"


def test_refuses_one_name_in_two_data_sets(tmp_path: Path) -> None:
    touch(tmp_path / "a", *(f"BRATS_001_{part}.nii.gz" for part in ("flair", "t1", "t1ce", "t2")))
    touch(tmp_path / "c" / "imagesTr", "BRATS_001.nii.gz")
    with pytest.raises(ValueError, match="both named BRATS_001"):
        find_cases(tmp_path)


def test_says_what_can_be_read_where_there_is_nothing(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="BraTS 2013 to 2015, Medical Segmentation Decathlon"):
        find_cases(tmp_path)


def test_label_four_of_2024_is_a_cavity_and_never_enhancing_tumour(tmp_path: Path, brain_tumour: TaskCard) -> None:
    mask = np.zeros((9, 9, 9), np.uint8)
    mask[0, 0, 0] = 4
    for part in ("t2f", "t1n", "t1c", "t2w", "seg"):
        name = f"BraTS-GLI-00005-100-{part}.nii.gz"
        nibabel.save(nibabel.Nifti1Image(mask, np.eye(4)), tmp_path / name)
    (case,) = find_cases(tmp_path)
    with pytest.raises(VolumeError, match="BraTS-GLI-00005-100: The mask holds label 4, a resection cavity"):
        case.read_labels(task=brain_tumour)


def test_refuses_channels_on_two_grids(tmp_path: Path) -> None:
    for index, part in enumerate(("flair", "t1", "t1ce", "t2")):
        image = nibabel.Nifti1Image(np.ones((9, 9, 9 + index // 3), np.uint8), np.eye(4))
        nibabel.save(image, tmp_path / f"one_{part}.nii.gz")
    (case,) = find_cases(tmp_path)
    assert set(case.read_channels(["flair", "t1ce"])) == {"flair", "t1ce"}
    with pytest.raises(VolumeError, match="do not lie on one grid"):
        case.read_channels(["flair", "t2"])


def test_refuses_a_mask_on_another_grid(tmp_path: Path, brain_tumour: TaskCard) -> None:
    for part in ("flair", "t1", "t1ce", "t2", "seg"):
        affine = np.diag([1.0, 1.0, 2.0 if part == "seg" else 1.0, 1.0])
        nibabel.save(nibabel.Nifti1Image(np.ones((9, 9, 9), np.uint8), affine), tmp_path / f"one_{part}.nii.gz")
    (case,) = find_cases(tmp_path)
    with pytest.raises(VolumeError, match=r"one: the files do not lie on one grid\. the mask"):
        case.read_study(task=brain_tumour)
