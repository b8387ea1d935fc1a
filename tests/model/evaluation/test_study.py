from __future__ import annotations

import dataclasses
from pathlib import Path

import nibabel
import numpy as np
import pytest

from model.data.case import Case
from model.errors import VolumeError
from model.evaluation.study import Study, read_study
from model.tasks.card import TaskCard


def test_holds_every_channel_and_the_mask_on_one_grid(study: Study, brain_tumour: TaskCard) -> None:
    assert tuple(study.channels) == brain_tumour.channel_ids
    assert {volume.data.shape for volume in study.channels.values()} == {study.truth.data.shape}


def test_channels_can_be_left_out(study: Study) -> None:
    fewer = study.only(("t1ce", "t2"))
    assert tuple(fewer.channels) == ("t1ce", "t2")
    assert fewer.truth is study.truth
    assert len(study.channels) == 4


def test_a_case_without_a_mask_is_refused(phantom_cases: tuple[Case, ...], brain_tumour: TaskCard) -> None:
    case = dataclasses.replace(phantom_cases[0], labels=None)
    with pytest.raises(ValueError, match="case_0 has no expert mask"):
        read_study(case, task=brain_tumour)


def test_a_mask_on_another_grid_is_refused(
    phantom_cases: tuple[Case, ...], brain_tumour: TaskCard, tmp_path: Path
) -> None:
    case = phantom_cases[0]
    assert case.labels is not None
    image = nibabel.Nifti1Image.from_filename(case.labels)
    moved = tmp_path / "case_0_seg.nii.gz"
    affine = image.affine.copy()
    affine[0, 3] += 7
    nibabel.save(nibabel.Nifti1Image(np.asarray(image.dataobj), affine), moved)
    with pytest.raises(VolumeError, match="Case case_0: the mask lies 7 mm away from FLAIR"):
        read_study(dataclasses.replace(case, labels=moved), task=brain_tumour)
