from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest

from model.data.lesion_cubes import count_patients, read_lesion_cubes
from model.errors import VolumeError
from model.tasks.card import TaskCard

SPACING = (2.0, 2.0, 1.0)
BACKGROUND = 42


def _write(path: Path) -> Path:
    """Write two cubes: one with a lesion in its first corner, one that is half padding."""
    images = np.full((2, 4, 8, 8, 8), BACKGROUND, np.uint8)
    images[:, :, 1:7, 1:7, 1:7] = 60
    images[0, 2, 1:3, 1:3, 1:3] = 127
    labels = np.zeros((2, 8, 8, 8), np.uint8)
    labels[0, 1:3, 1:3, 1:3] = 4
    labels[0, 3:5, 1:3, 1:3] = 2
    valid = np.ones((2, 8, 8, 8), bool)
    valid[1, 4:] = False
    np.savez(path, x=images, seg=labels, valid=valid, patient=np.array([7, 9]), spacing=np.array(SPACING))
    return path


@pytest.fixture
def fine(brain_tumour: TaskCard) -> TaskCard:
    """Give the task at the cubes' own spacing, so that nothing is resampled."""
    return dataclasses.replace(brain_tumour, spacing=SPACING)


def test_turns_cubes_to_right_and_anterior(tmp_path: Path, fine: TaskCard) -> None:
    lesion = read_lesion_cubes(_write(tmp_path / "cubes.npz"), task=fine)[0]
    where = np.argwhere(lesion.regions[..., 2] > 0.5)
    assert where.min(axis=0).tolist() == [5, 5, 1]
    assert where.max(axis=0).tolist() == [6, 6, 2]


def test_gives_z_scores_in_the_brain_and_zero_outside(tmp_path: Path, fine: TaskCard) -> None:
    lesion, padded = read_lesion_cubes(_write(tmp_path / "cubes.npz"), task=fine)
    inside = lesion.brain
    assert inside.sum() == 6**3
    assert (lesion.image[~inside] == 0).all()
    assert lesion.image[..., 0][inside] == pytest.approx(60 / 127 * 12 - 4)
    assert lesion.image[..., 2].max() == pytest.approx(8.0)
    assert padded.brain.sum() == 6 * 6 * 3


def test_regions_nest_and_follow_the_labels(tmp_path: Path, fine: TaskCard) -> None:
    regions = read_lesion_cubes(_write(tmp_path / "cubes.npz"), task=fine)[0].regions
    assert regions.sum(axis=(0, 1, 2)).tolist() == [16.0, 8.0, 8.0]


def test_comes_at_the_spacing_of_the_task(tmp_path: Path, brain_tumour: TaskCard) -> None:
    sample = read_lesion_cubes(_write(tmp_path / "cubes.npz"), task=brain_tumour)[0]
    assert sample.shape == (8, 8, 4)
    assert sample.regions[..., 0].sum() * 8 == pytest.approx(16 * 4, rel=0.3)


def test_leaves_patients_out(tmp_path: Path, fine: TaskCard) -> None:
    assert len(read_lesion_cubes(_write(tmp_path / "cubes.npz"), task=fine, without={7})) == 1


def test_counts_patients_and_not_cubes(tmp_path: Path) -> None:
    path = _write(tmp_path / "cubes.npz")
    with np.load(path) as arrays:
        np.savez(path, **{**arrays, "patient": np.array([7, 7])})
    assert count_patients(path) == 1
    assert count_patients(path, without={7}) == 0


def test_refuses_a_file_of_something_else(tmp_path: Path, fine: TaskCard) -> None:
    np.savez(tmp_path / "other.npz", values=np.zeros(3))
    with pytest.raises(VolumeError, match="holds no lesion cubes"):
        read_lesion_cubes(tmp_path / "other.npz", task=fine)
