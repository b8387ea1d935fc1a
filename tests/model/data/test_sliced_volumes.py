from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np

from model.data.annotated_slices import AnnotatedSlices
from model.data.readers import find_cases
from model.evaluation.evaluate_case import measure_case
from model.evaluation.study import read_study
from model.tasks.registry import get_task
from model.training.dataset import prepare_cases, read_sample
from tests.support.cases import write_case
from tests.support.sliced_volumes import SHAPE, write_volume

TASK = get_task("volume-sparse")


def test_voxels_beside_the_listed_slices_are_not_annotated(tmp_path: Path) -> None:
    ball = write_volume(tmp_path, name="a", seed=1, slices="axial: [8]\ncoronal: [4]\n")
    (case,) = find_cases(tmp_path, task="volume-sparse")
    _, labels = case.read_study(task=TASK)
    _, y, z = np.indices(SHAPE)
    annotated = (z == 8) | (y == 4)
    np.testing.assert_array_equal(labels.known, annotated)
    np.testing.assert_array_equal(labels.data, ball * annotated)


def test_without_a_list_the_whole_volume_is_annotated(tmp_path: Path) -> None:
    ball = write_volume(tmp_path, name="a", seed=1)
    (case,) = find_cases(tmp_path, task="volume-sparse")
    labels = case.read_labels(task=TASK)
    assert labels.known is None
    np.testing.assert_array_equal(labels.data, ball)


def test_training_is_told_what_is_structure_and_what_is_annotated(tmp_path: Path) -> None:
    ball = write_volume(tmp_path, name="a", seed=1, slices="axial: [8]\n")
    (case,) = find_cases(tmp_path, task="volume-sparse")
    sample = read_sample(case, task=TASK, weighting={"name": "known"})
    annotated = np.indices(SHAPE)[2] == 8
    assert sample.weights is not None
    np.testing.assert_array_equal(sample.weights[..., 0], annotated)
    np.testing.assert_array_equal(sample.regions[..., 0], ball * annotated)


def test_other_slices_are_prepared_anew(tmp_path: Path) -> None:
    write_volume(tmp_path, name="a", seed=1, slices="axial: [8]\n")
    (case,) = find_cases(tmp_path, task="volume-sparse")
    other = dataclasses.replace(case, annotated=AnnotatedSlices(axial=(9,)))
    known = {"name": "known"}
    first, second = (
        prepare_cases([each], task=TASK, cache=tmp_path / "cache", weighting=known) for each in (case, other)
    )
    assert first != second


def test_what_nobody_annotated_is_not_measured(tmp_path: Path) -> None:
    ball = write_volume(tmp_path, name="a", seed=1, slices="axial: [8]\n")
    (case,) = find_cases(tmp_path, task="volume-sparse")
    study = read_study(case, task=TASK)
    annotated = np.indices(SHAPE)[2] == 8
    wrong_elsewhere = np.where(annotated, ball, 1 - ball).astype(np.uint8)
    result = measure_case(study, wrong_elsewhere, task=TASK, seconds=0.0)
    assert result.regions["STRUCTURE"]["iou"] == 1.0


def test_a_tumour_is_one_structure_on_flair(tmp_path: Path) -> None:
    write_case(tmp_path, name="case_1", seed=1)
    (case,) = find_cases(tmp_path, task="volume-sparse")
    channels, labels = case.read_study(task=TASK)
    (whole,) = find_cases(tmp_path)
    flair, truth = whole.read_study(task=get_task("brain-tumour"))
    np.testing.assert_array_equal(channels["image"].data, flair["flair"].data)
    np.testing.assert_array_equal(labels.data, truth.data > 0)
