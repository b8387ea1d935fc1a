"""Several files of weights in one."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import Any

import numpy as np
import pytest

pytest.importorskip("keras")

from model.errors import ModelUnavailable
from model.inference.load import find_network
from model.networks.registry import build_network
from model.tasks.card import TaskCard
from model.weights.card import WeightsCard, read_card
from model.weights.join import join_weights
from model.weights.store import round_weights, write_weights


@pytest.fixture
def folds(tiny_task: TaskCard, tmp_path: Path) -> list[Path]:
    """Write the weights of two networks, each of which learned from one case and was measured on the other's."""
    folders = []
    for index, (learned, measured) in enumerate((("one", "two"), ("two", "one"))):
        network = build_network(tiny_task.network.name, shape=(None, None, None), **tiny_task.network.arguments)
        folder = tmp_path / f"fold-{index}"
        folder.mkdir()
        values = round_weights([np.array(value, np.float32) + np.float32(0.1) for value in network.get_weights()])
        WeightsCard(
            task=tiny_task.id,
            name=tiny_task.network.name,
            version=f"fold-{index}",
            file=f"{tiny_task.weights}.npz",
            sha256=write_weights(folder / f"{tiny_task.weights}.npz", values),
            network={"name": tiny_task.network.name, "arguments": dict(tiny_task.network.arguments)},
            spacing=tiny_task.spacing,
            scaling=tiny_task.scaling,
            channels=tiny_task.channel_ids,
            regions=tuple(region.id for region in tiny_task.regions),
            intended_use="",
            training={
                "command": f"fold {index}",
                "recipe": "tiny",
                "cases": ["both", learned],
                "sources": [{"name": "other", "cases": 2}, {"name": "Cubes: lesion cubes", "cases": 350 + index}],
                "split": {"train": ["both", learned], "val": [measured]},
                "budget": "7",
                "steps": 7,
                "seconds": 3 + index,
                "hardware": "any",
                "first_weights": None,
            },
            validation={
                "metric": "Dice",
                "definition": "Overlap.",
                "cases": {
                    measured: dict.fromkeys((region.id for region in tiny_task.regions), 0.25 + 0.5 * index),
                },
            },
            calibration={"temperature": {}},
            rules={"smallest_part_mm3": {}},
        ).write(folder / f"{tiny_task.weights}.json")
        folders.append(folder)
    return folders


def _outputs(task: TaskCard, folder: Path, image: np.ndarray) -> np.ndarray:
    spec, _ = find_network(task, weights_dir=folder)
    return np.asarray(spec.build()(image, training=False))


def test_the_joined_networks_give_the_mean_of_what_each_gave(
    folds: list[Path], tiny_task: TaskCard, tmp_path: Path
) -> None:
    image = np.random.default_rng(0).normal(size=(1, 16, 16, 16, len(tiny_task.channel_ids) + 1)).astype(np.float32)
    joined = join_weights(folds, task=tiny_task, folder=tmp_path / "all", version="2")
    assert joined.members == 2
    expected = np.mean([_outputs(tiny_task, folder, image) for folder in folds], axis=0)
    np.testing.assert_allclose(_outputs(tiny_task, tmp_path / "all", image), expected, rtol=1e-4, atol=1e-5)


def test_the_card_knows_all_that_they_learned_from(folds: list[Path], tiny_task: TaskCard, tmp_path: Path) -> None:
    joined = join_weights(folds, task=tiny_task, folder=tmp_path / "all", version="2", command="joined")
    training = joined.training
    assert training["cases"] == ["both", "one", "two"]
    assert (training["command"], training["recipe"]) == ("joined", "tiny")
    assert (training["steps"], training["seconds"]) == (14, 7)
    assert [member["version"] for member in training["members"]] == ["fold-0", "fold-1"]
    assert read_card(tiny_task.weights, folder=tmp_path / "all") == joined


@pytest.mark.parametrize(
    ("measured", "counts", "expected"),
    [
        # Each left out the cubes of the patients that it was measured on; the other one learned from them.
        ((["BRATS_001"], ["BraTS2021_01476", "BraTS2021_01477"]), (362, 361), 363),
        ((["BRATS_001", "BraTS2021_01476"], ["BRATS_001"]), (361, 362), 362),
        ((["BRATS_001"], ["BraTS2021_01476"]), (0, 362), 362),
        ((["BRATS_001"], ["BraTS2021_01476"]), (0, 0), 0),
    ],
)
def test_counts_the_patients_whose_cubes_taught_any_of_them(
    folds: list[Path],
    tiny_task: TaskCard,
    tmp_path: Path,
    measured: tuple[list[str], list[str]],
    counts: tuple[int, int],
    expected: int,
) -> None:
    for folder, val, count in zip(folds, measured, counts, strict=True):
        card = read_card(tiny_task.weights, folder=folder)
        sources = [{"name": "Cubes: lesion cubes", "cases": count}] if count else []
        training = {**card.training, "sources": sources, "split": {"train": card.training["cases"], "val": val}}
        dataclasses.replace(card, training=training).write(folder / f"{tiny_task.weights}.json")
    joined = join_weights(folds, task=tiny_task, folder=tmp_path / "all", version="2").training
    taught = [each["cases"] for each in joined["sources"] if each["name"].endswith(": lesion cubes")]
    assert sum(taught) == expected


def test_what_was_learned_for_one_network_stays_behind(folds: list[Path], tiny_task: TaskCard, tmp_path: Path) -> None:
    joined = join_weights(folds, task=tiny_task, folder=tmp_path / "all", version="2")
    assert (joined.calibration, joined.rules) == ({}, {})


def test_the_scores_are_those_of_each_network_on_what_was_new_to_it(
    folds: list[Path], tiny_task: TaskCard, tmp_path: Path
) -> None:
    validation = join_weights(folds, task=tiny_task, folder=tmp_path / "all", version="2").validation
    region = tiny_task.regions[0].id
    assert {case: scores[region] for case, scores in validation["cases"].items()} == {"one": 0.75, "two": 0.25}
    assert validation["mean"][region] == 0.5
    assert "measured on none of them" in validation["definition"]


def test_joined_weights_can_be_joined_again(folds: list[Path], tiny_task: TaskCard, tmp_path: Path) -> None:
    join_weights(folds[:1], task=tiny_task, folder=tmp_path / "first", version="2")
    assert (
        join_weights([tmp_path / "first", folds[1]], task=tiny_task, folder=tmp_path / "all", version="3").members == 2
    )


def test_a_folder_given_twice_is_refused(folds: list[Path], tiny_task: TaskCard, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="once"):
        join_weights([folds[0], folds[0]], task=tiny_task, folder=tmp_path / "all", version="2")


@pytest.mark.parametrize("change", [{"spacing": (9.0, 9.0, 9.0)}, {"regions": ("other",)}])
def test_networks_of_another_kind_are_refused(
    folds: list[Path], tiny_task: TaskCard, tmp_path: Path, change: dict[str, Any]
) -> None:
    card = read_card(tiny_task.weights, folder=folds[1])
    dataclasses.replace(card, **change).write(folds[1] / f"{tiny_task.weights}.json")
    with pytest.raises(ValueError, match="of one kind"):
        join_weights(folds, task=tiny_task, folder=tmp_path / "all", version="2")
    assert not (tmp_path / "all").exists()


def test_damaged_weights_are_refused(folds: list[Path], tiny_task: TaskCard, tmp_path: Path) -> None:
    path = folds[1] / f"{tiny_task.weights}.npz"
    path.write_bytes(path.read_bytes()[:-9])
    with pytest.raises(ModelUnavailable, match="damaged"):
        join_weights(folds, task=tiny_task, folder=tmp_path / "all", version="2")
