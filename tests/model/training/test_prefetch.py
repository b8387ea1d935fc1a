"""Batches from a real process."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest

from model.data.case import Case
from model.tasks.card import TaskCard
from model.training.dataset import prepare_cases
from model.training.prefetch import BatchPlan, prefetched_batches
from model.training.preset import load_preset
from tests.support.cases import write_tumour_cube


@pytest.fixture
def plan(phantom_cases: tuple[Case, ...], tiny_task: TaskCard, tmp_path: Path) -> BatchPlan:
    """Plan batches of two patches of a case and one mosaic, in which every voxel is tumour."""
    write_tumour_cube(tmp_path / "cubes.npz", patient=5)
    preset = dataclasses.replace(load_preset("brain-tumour"), patch_shape=(16, 16, 16), batch_size=3, cube_patches=1)
    return BatchPlan(
        task=tiny_task,
        paths=prepare_cases(phantom_cases[:1], task=tiny_task, cache=tmp_path / "prepared"),
        cubes=tmp_path / "cubes.npz",
        preset=preset,
        first_step=4,
    )


def test_mixes_cubes_in_and_goes_on_from_any_step(plan: BatchPlan) -> None:
    batches = prefetched_batches(plan)
    fourth, fifth = next(batches), next(batches)
    batches.close()
    later = prefetched_batches(dataclasses.replace(plan, first_step=5))
    again = next(later)
    later.close()

    assert (fourth.regions[2] == 1).all()
    assert not (fourth.regions[:2] == 1).all()
    np.testing.assert_array_equal(fifth.image, again.image)


def test_leaves_out_the_cubes_of_those_who_are_validated_on(plan: BatchPlan) -> None:
    batches = prefetched_batches(dataclasses.replace(plan, cubes_without=frozenset({5})))
    batch = next(batches)
    batches.close()
    assert not (batch.regions[2] == 1).all()
