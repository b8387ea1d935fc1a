"""Runs that begin with weights that were trained before."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest

from model.errors import ModelUnavailable
from model.networks.registry import build_network
from model.tasks.card import TaskCard
from model.training.build import build_for_training
from model.training.first_weights import FirstWeights, all_cases, begin_with_first_weights
from model.training.preset import load_preset
from model.training.run_folder import RunFolder
from model.weights.card import WeightsCard
from model.weights.store import round_weights, write_weights

PRESET = dataclasses.replace(load_preset("brain-tumour"), patch_shape=(16, 16, 16))


@pytest.fixture
def task(tiny_task: TaskCard) -> TaskCard:
    """Give a task whose network has a coarser output to supervise."""
    arguments = {**tiny_task.network.arguments, "filters": [2, 3, 4]}
    return dataclasses.replace(tiny_task, network=dataclasses.replace(tiny_task.network, arguments=arguments))


@pytest.fixture
def shipped(task: TaskCard, tmp_path: Path) -> FirstWeights:
    """Write the weights of a network that learned from two cases."""
    network = build_network(task.network.name, shape=PRESET.patch_shape, **task.network.arguments)
    values = round_weights([np.array(value, np.float32) + np.float32(0.25) for value in network.get_weights()])
    card = WeightsCard(
        task=task.id,
        name=task.network.name,
        version="0.3",
        file="tiny.npz",
        sha256=write_weights(tmp_path / "tiny.npz", values),
        network={"name": task.network.name, "arguments": dict(task.network.arguments)},
        spacing=task.spacing,
        scaling=task.scaling,
        channels=task.channel_ids,
        regions=tuple(region.id for region in task.regions),
        intended_use="",
        training={"cases": ["case_0", "case_1"], "steps": 7, "seconds": 3},
        validation={},
    )
    card.write(tmp_path / "tiny.json")
    return FirstWeights.read(tmp_path / "tiny.json")


@pytest.mark.parametrize("levels", [0, 1])
def test_network_and_average_begin_with_them(
    shipped: FirstWeights, task: TaskCard, tmp_path: Path, levels: int
) -> None:
    run = RunFolder(tmp_path / "run")
    shipped.copy_to(run)
    network, average = build_for_training(task, preset=dataclasses.replace(PRESET, supervised_levels=levels))

    begin_with_first_weights(run, average=average)

    with np.load(tmp_path / "tiny.npz") as arrays:
        stored = [arrays[name].astype(np.float32) for name in sorted(arrays.files)]
    by_shape = [value for value in network.get_weights() if any(np.array_equal(value, each) for each in stored)]
    assert len(by_shape) >= len(stored)
    for found, expected in zip(average.values, stored, strict=True):
        np.testing.assert_array_equal(found, expected)


def test_a_run_without_them_begins_at_random(task: TaskCard, tmp_path: Path) -> None:
    _, average = build_for_training(task, preset=PRESET)
    before = average.values

    begin_with_first_weights(RunFolder(tmp_path / "run"), average=average)

    for found, expected in zip(average.values, before, strict=True):
        np.testing.assert_array_equal(found, expected)


def test_a_run_has_its_own_copy_and_says_which_weights_they_were(shipped: FirstWeights, tmp_path: Path) -> None:
    run = RunFolder(tmp_path / "run")
    shipped.copy_to(run)
    (tmp_path / "tiny.npz").unlink()

    kept = FirstWeights.read(run.first / "card.json")

    assert kept.describe() == shipped.describe()
    assert (kept.describe()["version"], kept.describe()["steps"]) == ("0.3", 7)


def test_what_they_began_with_themselves_is_not_forgotten(shipped: FirstWeights) -> None:
    second = {**shipped.card.training, "first_weights": shipped.describe()}
    later = dataclasses.replace(shipped, card=dataclasses.replace(shipped.card, training=second))
    assert "first_weights" not in shipped.describe()
    assert later.describe()["first_weights"] == shipped.describe()


def test_their_cases_are_known_to_what_comes_of_them(shipped: FirstWeights, tmp_path: Path) -> None:
    run = RunFolder(tmp_path / "run")
    assert all_cases(run, cases=("case_2",)) == ["case_2"]
    shipped.copy_to(run)
    assert all_cases(run, cases=("case_1", "case_2")) == ["case_0", "case_1", "case_2"]


def test_damaged_ones_are_refused(shipped: FirstWeights, task: TaskCard, tmp_path: Path) -> None:
    run = RunFolder(tmp_path / "run")
    shipped.copy_to(run)
    (run.first / "tiny.npz").write_bytes(b"damaged")
    _, average = build_for_training(task, preset=PRESET)

    with pytest.raises(ModelUnavailable, match="damaged"):
        begin_with_first_weights(run, average=average)


def test_those_that_learned_from_a_case_that_is_measured_on_are_refused(shipped: FirstWeights, task: TaskCard) -> None:
    shipped.check(task=task, measured_on=("case_2",))
    with pytest.raises(ValueError, match="measured on: case_1"):
        shipped.check(task=task, measured_on=("case_1", "case_2"))


def test_those_of_another_network_or_spacing_are_refused(shipped: FirstWeights, task: TaskCard) -> None:
    other = dataclasses.replace(task.network, arguments={**task.network.arguments, "filters": [2, 2]})
    with pytest.raises(ValueError, match="another network"):
        shipped.check(task=dataclasses.replace(task, network=other), measured_on=())
    with pytest.raises(ValueError, match="another spacing"):
        shipped.check(task=dataclasses.replace(task, spacing=(1.0, 1.0, 1.0)), measured_on=())


def test_of_several_networks_in_one_file_a_run_begins_with_the_first(
    shipped: FirstWeights, task: TaskCard, tmp_path: Path
) -> None:
    with np.load(tmp_path / "tiny.npz") as arrays:
        stored = [arrays[name] for name in sorted(arrays.files)]
    sha256 = write_weights(tmp_path / "tiny.npz", [*stored, *(2 * value for value in stored)])
    dataclasses.replace(shipped.card, sha256=sha256, members=2).write(tmp_path / "tiny.json")
    run = RunFolder(tmp_path / "run")
    FirstWeights.read(tmp_path / "tiny.json").copy_to(run)
    _, average = build_for_training(task, preset=PRESET)

    begin_with_first_weights(run, average=average)

    for found, expected in zip(average.values, stored, strict=True):
        np.testing.assert_array_equal(found, expected.astype(np.float32))
