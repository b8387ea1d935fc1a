from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from model.data.array_volume import array_volume
from model.errors import VolumeError
from model.evaluation.mask_labeller import MaskLabeller
from model.evaluation.study import Study
from model.tasks.card import TaskCard
from model.tasks.registry import get_task
from model.volumes.labels import LabelVolume, read_labels
from model.volumes.write import write_mask


@pytest.mark.parametrize("ending", [".nii", ".nii.gz"])
def test_reads_the_mask_of_a_cases_name(study: Study, brain_tumour: TaskCard, tmp_path: Path, ending: str) -> None:
    labels = np.where(study.truth.data == 2, np.uint8(1), study.truth.data)
    write_mask(labels, like=study.truth.header, path_or_fileobj=tmp_path / f"{study.name}{ending}")
    labelled = MaskLabeller(tmp_path, task=brain_tumour).label(study)
    np.testing.assert_array_equal(labelled.labels, labels)
    assert labelled.probabilities is None


def test_a_missing_mask_is_named(study: Study, brain_tumour: TaskCard, tmp_path: Path) -> None:
    with pytest.raises(VolumeError, match=f"holds no mask of case {study.name}"):
        MaskLabeller(tmp_path, task=brain_tumour).label(study)


def test_a_mask_of_another_shape_is_refused(study: Study, brain_tumour: TaskCard, tmp_path: Path) -> None:
    import nibabel

    path = tmp_path / f"{study.name}.nii.gz"
    nibabel.save(nibabel.Nifti1Image(np.zeros((5, 5, 5), np.uint8), np.eye(4)), path)
    with pytest.raises(VolumeError, match="has 5 axial slices"):
        MaskLabeller(tmp_path, task=brain_tumour).label(study)


def test_reads_a_mask_of_a_single_slice_which_nobody_could_upload(tmp_path: Path) -> None:
    task = get_task("cells")
    picture = array_volume(np.ones((20, 30, 1), np.float32), affine=np.eye(4))
    data = np.zeros((20, 30, 1), np.uint8)
    data[5:9, 5:9] = 1
    truth = LabelVolume(data=data, grid=picture.grid, orientation=picture.orientation, header=picture.header)
    write_mask(data, like=picture.header, path_or_fileobj=tmp_path / "frame.nii.gz")
    study = Study(name="frame", channels={"dic": picture}, truth=truth)
    np.testing.assert_array_equal(MaskLabeller(tmp_path, task=task).label(study).labels, data)
    with pytest.raises(VolumeError, match="single slice"):
        read_labels(tmp_path / "frame.nii.gz", task=task)
