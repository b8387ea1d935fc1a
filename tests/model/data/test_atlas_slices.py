from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from model.data.atlas_slices import slices_of_one_subject
from model.data.readers import find_cases
from model.errors import VolumeError
from model.tasks.registry import get_task
from model.training.dataset import read_sample
from model.training.fold_experiments import divide


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Write an archive of three slices of two subjects."""
    rng = np.random.default_rng(0)
    masks = np.zeros((3, 6, 8), np.uint8)
    masks[1, 2:4, 3] = 1
    np.savez_compressed(
        tmp_path / "atlas_r11_slices.npz",
        image=rng.integers(1, 127, (3, 6, 8), dtype=np.uint8),
        mask=masks,
        subject=np.array(["031769", "031768", "031768"]),
        z=np.array([70, 64, 101]),
    )
    return tmp_path


def test_every_slice_is_a_case_with_image_and_mask(folder: Path) -> None:
    cases = find_cases(folder, task="stroke")
    assert [case.name for case in cases] == ["atlas-031768-z064", "atlas-031768-z101", "atlas-031769-z070"]
    channels, labels = cases[0].read_study(task=get_task("stroke"))
    with np.load(folder / "atlas_r11_slices.npz") as archive:
        np.testing.assert_array_equal(channels["t1"].data[..., 0], archive["image"][1])
        np.testing.assert_array_equal(labels.data[..., 0], archive["mask"][1])


def test_a_prepared_slice_holds_its_lesion(folder: Path) -> None:
    case = find_cases(folder, task="stroke")[0]
    sample = read_sample(case, task=get_task("stroke"))
    assert sample.image.shape == (6, 8, 1, 2)
    assert sample.regions.sum() == 2


def test_two_scans_of_a_subject_at_one_height_are_two_cases_of_one_group(folder: Path) -> None:
    with np.load(folder / "atlas_r11_slices.npz") as archive:
        arrays = {**archive, "z": np.array([70, 64, 64])}
    (folder / "atlas_r11_slices.npz").unlink()
    np.savez_compressed(folder / "atlas_twice_slices.npz", **arrays)
    names = [case.name for case in find_cases(folder, task="stroke")]
    assert names == ["atlas-031768-z064", "atlas-031768-z064-2", "atlas-031769-z070"]
    assert frozenset(names[:2]) in slices_of_one_subject(names)


def test_a_subject_is_in_one_fold_alone() -> None:
    names = [f"atlas-{subject:06}-z{z:03}" for subject in range(6) for z in (60, 70)]
    for split in divide(names, folds=3):
        subjects = [{name.split("-")[1] for name in part} for part in (split.train, split.val)]
        assert not subjects[0] & subjects[1]


def test_refuses_an_archive_that_is_none(tmp_path: Path) -> None:
    (tmp_path / "atlas_r11_slices.npz").write_text("no archive", encoding="utf-8")
    with pytest.raises(VolumeError, match="cannot be read"):
        find_cases(tmp_path, task="stroke")
