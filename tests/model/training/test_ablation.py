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


def test_adds_a_transform_after_the_one_it_is_to_follow(base: Variation) -> None:
    first, *others = _names(base)
    changed = vary(base, {"augment.carve_mix": {"after": first, "probability": 0.5}})
    assert _names(changed) == [first, "carve_mix", *others]
    # Where it stands is no argument of the transform.
    assert changed.preset.augment[1] == {"name": "carve_mix", "probability": 0.5}


def test_two_transforms_added_one_after_the_other_stand_in_that_order(base: Variation) -> None:
    first, *others = _names(base)
    added = {"augment.carve_mix": {"after": first}, "augment.elastic": {"after": "carve_mix"}}
    assert _names(vary(base, added)) == [first, "carve_mix", "elastic", *others]


def test_a_transform_that_is_there_keeps_its_place_unless_another_is_said(base: Variation) -> None:
    first, *others, last = _names(base)
    assert _names(vary(base, {f"augment.{first}": {"probability": 1.0}})) == [first, *others, last]
    moved = vary(base, {f"augment.{first}": {"after": last, "probability": 1.0}})
    assert _names(moved) == [*others, last, first]
    assert moved.preset.augment[-1] == {"name": first, "probability": 1.0}


def test_the_first_transform_of_a_recipe_without_any_follows_none(base: Variation) -> None:
    bare = vary(base, {"augment": []})
    assert _names(vary(bare, {"augment.noise": {"probability": 0.1}})) == ["noise"]


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
        ({"augment.carve_mix": {"after": "flipp"}}, "'carve_mix' cannot come after 'flipp'. The recipe has: .*flip"),
        ({"augment.flip": {"after": "flip"}}, "'flip' cannot come after 'flip'"),
        ({"augment": [], "augment.flip": {"after": "noise"}}, "'flip' cannot come after 'noise'"),
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


def test_every_recipe_of_a_file_starts_from_its_base(brain_tumour: TaskCard, tmp_path: Path) -> None:
    path = tmp_path / "recipes.yaml"
    common = {"optimizer.weight_decay": 0.0, "learning_rate": 0.5, "cubes": False, "recalibrate": 20}
    values = {"base": common, "variations": {"as it is": None, "other": {"learning_rate": 0.25, "cubes": True}}}
    path.write_text(yaml.safe_dump(values))
    same, other = read_ablation(path, task=brain_tumour).variations.values()
    assert same.preset.optimizer["weight_decay"] == other.preset.optimizer["weight_decay"] == 0.0
    assert (same.preset.learning_rate, same.cubes, same.recalibrate) == (0.5, False, 20)
    assert (other.preset.learning_rate, other.cubes, other.recalibrate) == (0.25, True, 20)


def test_a_recipe_follows_a_transform_that_the_base_added(brain_tumour: TaskCard, tmp_path: Path) -> None:
    path = tmp_path / "recipes.yaml"
    variations = {"plain": None, "mixed": {"augment.carve_mix": {"after": "elastic"}}}
    values = {"base": {"augment.elastic": {"after": "flip"}}, "variations": variations}
    path.write_text(yaml.safe_dump(values, sort_keys=False))
    plain, mixed = map(_names, read_ablation(path, task=brain_tumour).variations.values())
    assert plain[plain.index("flip") + 1] == "elastic"
    assert mixed[mixed.index("elastic") + 1] == "carve_mix"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("variations: {}", "must have `variations`"),
        ("variations: {base: {}}\nfold: 3", "must have `variations`"),
        ("variations: {base: {}}\nfolds: 3\nonly: [3]", "folds from 0 to 2"),
        ("variations: {base: {}}\nbase: {learning_rat: 1.0}", "cannot change 'learning_rat'"),
        ("variations: {base: {}}\nbase: {augment.noise: {after: flipp}}", "cannot come after 'flipp'"),
    ],
)
def test_refuses_a_file_that_names_no_runs_or_a_change_that_does_not_fit(
    brain_tumour: TaskCard, tmp_path: Path, text: str, words: str
) -> None:
    (tmp_path / "recipes.yaml").write_text(text)
    with pytest.raises(ValueError, match=words):
        read_ablation(tmp_path / "recipes.yaml", task=brain_tumour)


SHIPPED = sorted((Path(__file__).parents[3] / "model" / "training" / "ablations").glob("*.yaml"))


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_every_shipped_ablation_compares_recipes_that_differ(path: Path, brain_tumour: TaskCard) -> None:
    ablation = read_ablation(path, task=brain_tumour)
    recipes = list(ablation.variations.values())
    assert len(recipes) > 1
    assert all(one != other for place, one in enumerate(recipes) for other in recipes[:place])


def test_the_shipped_ablation_starts_from_the_shipped_recipe(brain_tumour: TaskCard) -> None:
    (path,) = (path for path in SHIPPED if path.stem == brain_tumour.id)
    first = next(iter(read_ablation(path, task=brain_tumour).variations.values()))
    assert first.preset.augment == load_preset("brain-tumour").augment
