"""Every network for every task: it takes a step, or one sentence says why not."""

from __future__ import annotations

import dataclasses
import re
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from backend.cli._training.recipe_options import RecipeOptions
from model.augment.pipeline import build_pipeline
from model.augment.sample import Sample
from model.data.splits import Split
from model.inference.runtimes.total_stride import total_stride
from model.networks.registry import NETWORKS, build_network
from model.tasks.card import NetworkCard, TaskCard
from model.tasks.registry import get_task, load_cards
from model.training.batches import BatchMaker
from model.training.build import build_for_training, check_fit
from model.training.case_source import FolderSource
from model.training.experiment import Experiment, run_experiment
from model.training.preset import Preset, load_preset
from model.training.replicas import find_replicas

NARROW: dict[str, dict[str, Any]] = {
    "dense_unet": {"growth": 4, "filters": 8, "blocks": (1, 1, 1, 1), "decoder": (10, 12, 8, 4, 4)},
    "eunet": {"filters": (2, 2, 2, 2, 2)},
    "eunet3d": {"filters": (2, 2, 2, 2, 2)},
    "multimodal_unet3d": {"filters": (2, 2, 2, 2, 2)},
    "report2024_unet3d": {"filters": (2, 2, 2, 2, 2)},
    "segnet": {"filters": (2, 2, 2, 2, 2)},
    "unet": {"filters": (2, 2, 2, 2, 2)},
    "unet3d": {"width": 8},
}

# What takes the step has fewer resolutions, where it can: what a patch must be was checked before.
SHALLOW: dict[str, dict[str, Any]] = {
    name: {"filters": (2, 2, 2)} for name in ("eunet", "eunet3d", "multimodal_unet3d", "report2024_unet3d", "unet")
}

VOLUMES = "is a network of volumes, and the recipe's patches are single slices"
NESTED = "gives regions that lie within one another, and those of cardiac lie apart"
SOFTMAX = "The recipe has a softmax over background and regions, in which a voxel is of one alone"
REFUSED: dict[tuple[str, str], str] = {
    **{
        (task, network): VOLUMES
        for task in ("stroke", "em-membranes", "cells")
        for network in ("eunet3d", "multimodal_unet3d", "report2024_unet3d", "unet3d")
    },
    ("cardiac", "report2024_unet3d"): NESTED,
    ("volume-sparse", "report2024_unet3d"): SOFTMAX,
}
PAIRS = [(task.id, network) for task in load_cards() for network in NETWORKS]


def _recipe(task: TaskCard, network: str) -> tuple[TaskCard, Preset]:
    """Do what the command does with `--network`."""
    options = RecipeOptions(budget="1", preset_name=None, seed=None, network=network, recalibrate=0)
    preset = options.preset(task)
    return preset.adapt(task), preset


def _check(task: TaskCard, network: str) -> None:
    adapted, preset = _recipe(task, network)
    check_fit(adapted, preset=preset)


def _with(task: TaskCard, arguments: dict[str, Any]) -> TaskCard:
    """Give a task's network other widths."""
    network = task.network
    return dataclasses.replace(
        task, network=NetworkCard(name=network.name, arguments={**network.arguments, **arguments})
    )


def _small(preset: Preset, *, network: str) -> Preset:
    """Give a recipe the smallest patch that the network reads."""
    entry = NETWORKS[network]
    depth = preset.patch_shape[2] if entry.dimensions == 2 else entry.multiple
    side = 2 * entry.multiple
    return dataclasses.replace(preset, patch_shape=(side, side, min(depth, 16)), batch_size=1, cube_patches=0)


def _case(task: TaskCard, *, preset: Preset) -> Sample:
    """Make up a case that is a little larger than a patch."""
    shape = tuple(size if size == 1 else size + 3 for size in preset.patch_shape)
    rng = np.random.default_rng(0)
    image = rng.normal(size=(*shape, len(task.channels) + 1)).astype(np.float32)
    image[..., -1] = 1.0
    regions = np.zeros((*shape, len(task.regions)), np.float32)
    regions[2:9, 3:9, :, 0] = 1.0
    weights = np.ones((*shape, 1), np.float32) if preset.weighting else None
    return Sample(image=image, regions=regions, weights=weights)


@pytest.mark.parametrize(("task_id", "network"), PAIRS, ids=lambda value: value)
def test_takes_a_step_or_says_why_not(task_id: str, network: str) -> None:
    task = get_task(task_id)
    if why := REFUSED.get((task_id, network)):
        with pytest.raises(ValueError, match=re.escape(why)):
            _check(task, network)
        return
    adapted, preset = _recipe(task, network)
    check_fit(_with(adapted, NARROW.get(network, {})), preset=preset)
    preset = _small(preset, network=network)
    narrow = _with(adapted, SHALLOW.get(network, NARROW.get(network, {})))
    make = BatchMaker(
        cases=[_case(narrow, preset=preset)],
        pipeline=build_pipeline(preset.augment, patch_shape=preset.patch_shape, margin=preset.margin),
        patch_shape=preset.patch_shape,
        batch_size=preset.batch_size,
        seed=1,
    )
    trained, average = build_for_training(narrow, preset=preset)
    # One step is over before a graph for many would be traced.
    trained.run_eagerly = True
    before = [variable.numpy() for variable in trained.trainable_variables]
    loss = find_replicas(1, batch_size=1).step(trained, make(0))
    average.update(step=0)
    assert np.isfinite(loss)
    after = [variable.numpy() for variable in trained.trainable_variables]
    assert any(not np.array_equal(old, new) for old, new in zip(before, after, strict=True))


@pytest.mark.parametrize("name", sorted(NETWORKS))
def test_the_card_says_what_sides_must_be_a_multiple_of(name: str) -> None:
    entry = NETWORKS[name]
    arguments = {**entry.arguments, **entry.padded, **NARROW.get(name, {})}
    network = build_network(name, shape=(None,) * entry.dimensions, **arguments)
    assert total_stride(network) == entry.multiple


def test_a_refused_pair_leaves_nothing_behind(tmp_path: Path) -> None:
    task, preset = _recipe(get_task("cardiac"), "report2024_unet3d")
    experiment = Experiment(
        task=task,
        preset=preset,
        recipe="cardiac",
        budget="1",
        split=Split(train=("patient001_frame01",), val=()),
        source=FolderSource(cases=(), cache=tmp_path / "cache"),
    )
    with pytest.raises(ValueError, match="lie apart"):
        run_experiment(experiment, folder=tmp_path / "run")
    assert not (tmp_path / "run").exists()


def test_a_recipe_with_a_softmax_is_refused_where_regions_lie_within_one_another() -> None:
    preset = load_preset("unet3d2016")
    with pytest.raises(ValueError, match=r"softmax.*brain-tumour lie within one another: WT, TC, ET"):
        check_fit(preset.adapt(get_task("brain-tumour")), preset=preset)
