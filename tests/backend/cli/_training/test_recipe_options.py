from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from backend.cli._training.recipe_options import RecipeOptions
from model.tasks.registry import get_task
from model.training.preset import PRESETS, load_preset

TASK = get_task("brain-tumour")


def _recipe(
    *,
    preset_name: str | None = None,
    seed: int | None = None,
    network: str | None = None,
) -> RecipeOptions:
    return RecipeOptions(budget="60m", preset_name=preset_name, seed=seed, network=network, recalibrate=0)


def test_the_recipe_is_the_tasks_own_where_none_is_named() -> None:
    assert _recipe().name(TASK) == "brain-tumour"
    assert _recipe().preset(TASK) == load_preset("brain-tumour")


def test_a_recipe_in_a_file_is_called_after_it(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_bytes((PRESETS / "report2024.yaml").read_bytes())
    recipe = _recipe(preset_name=str(path))
    assert recipe.name(TASK) == "mine"
    assert recipe.preset(TASK) == load_preset("report2024")


def test_a_seed_takes_the_place_of_the_presets() -> None:
    assert _recipe(seed=0).preset(TASK).seed == 0


def test_refuses_a_recipe_that_is_not_there() -> None:
    with pytest.raises(ValueError, match="no preset 'none-such'"):
        _recipe(preset_name="none-such").preset(TASK)


def test_a_network_takes_the_place_of_the_tasks_with_its_channels_and_regions() -> None:
    recipe = _recipe(network="eunet3d").preset(TASK)
    assert recipe.network == {"name": "eunet3d", "arguments": {"channels": 5, "regions": 3}}
    assert recipe.adapt(TASK).network.name == "eunet3d"
    assert replace(recipe, network=None) == load_preset("brain-tumour")


def test_refuses_a_network_that_is_not_there() -> None:
    with pytest.raises(ValueError, match="no network 'none-such'"):
        _recipe(network="none-such").preset(TASK)
