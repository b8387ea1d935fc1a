from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from model.tasks.card import TaskCard
from model.training.ablation import Variation, read_ablation, vary
from model.training.preset import load_preset


@pytest.fixture
def base(brain_tumour: TaskCard) -> Variation:
    """Give the shipped recipe."""
    return Variation(preset=load_preset("brain-tumour"), task=brain_tumour)


def _names(variation: Variation) -> list[str]:
    return [transform["name"] for transform in variation.preset.augment]


def test_no_change_is_the_recipe_itself(base: Variation) -> None:
    assert vary(base, {}) == base


def test_changes_a_value_a_transform_and_one_of_its_arguments(base: Variation) -> None:
    changed = vary(base, {"learning_rate": 0.5, "augment.noise": None, "augment.gamma.probability": 0.9})
    assert changed.preset.learning_rate == 0.5
    assert _names(changed) == [name for name in _names(base) if name != "noise"]
    (gamma,) = [transform for transform in changed.preset.augment if transform["name"] == "gamma"]
    assert gamma["probability"] == 0.9
    assert "exponent" in gamma


def test_adds_a_transform_and_replaces_the_arguments_of_another(base: Variation) -> None:
    without = vary(base, {"augment.noise": None})
    assert _names(vary(without, {"augment.noise": {"probability": 0.1, "deviation": 0.2}}))[-1] == "noise"
    replaced = vary(base, {"augment.flip": {"probabilities": [0.5, 0.0, 0.0]}})
    assert _names(replaced) == _names(base)


def test_changes_network_spacing_and_what_is_mixed_in(base: Variation) -> None:
    changed = vary(
        base,
        {"network.arguments.filters": [8, 16], "spacing": [1, 1, 1], "cubes": False, "recalibrate": 30},
    )
    assert changed.task.network.arguments["filters"] == [8, 16]
    assert changed.task.network.arguments["channels"] == base.task.network.arguments["channels"]
    assert changed.task.spacing == (1.0, 1.0, 1.0)
    assert (changed.cubes, changed.recalibrate) == (False, 30)


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"learning_rat": 1.0}, "cannot change 'learning_rat'"),
        ({"augment.flipp.probability": 1.0}, "no transform 'flipp'"),
        ({"network.depth.one": 3}, r"network\.depth\.one"),
        ({"seed.one": 3}, "nothing inside"),
    ],
)
def test_refuses_what_changes_nothing(base: Variation, changes: dict[str, object], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        vary(base, changes)


def test_reads_recipes_from_a_file(brain_tumour: TaskCard, tmp_path: Path) -> None:
    path = tmp_path / "recipes.yaml"
    flat = {"optimizer.weight_decay": 0.0}
    values = {"budget": "20m", "folds": 4, "only": [0, 2], "seed": 5, "variations": {"base": None, "flat": flat}}
    path.write_text(yaml.safe_dump(values))
    ablation = read_ablation(path, task=brain_tumour)
    assert (ablation.budget, ablation.folds, ablation.only) == ("20m", 4, (0, 2))
    assert ablation.variations["base"].preset.seed == 5
    assert ablation.variations["flat"].preset.optimizer["weight_decay"] == 0.0


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("variations: {}", "must have `variations`"),
        ("variations: {base: {}}\nfold: 3", "must have `variations`"),
        ("variations: {base: {}}\nfolds: 3\nonly: [3]", "folds from 0 to 2"),
    ],
)
def test_refuses_a_file_that_names_no_runs(brain_tumour: TaskCard, tmp_path: Path, text: str, words: str) -> None:
    (tmp_path / "recipes.yaml").write_text(text)
    with pytest.raises(ValueError, match=words):
        read_ablation(tmp_path / "recipes.yaml", task=brain_tumour)
