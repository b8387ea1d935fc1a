"""Several runs from the command line, on made-up cases and packed ones."""

from __future__ import annotations

import json
from pathlib import Path

import click
import pytest
import yaml
from click.testing import CliRunner, Result

from backend.cli.ablation import command as ablation
from backend.cli.cross_validate import command as cross_validate
from backend.cli.learning_curve import command as learning_curve
from backend.cli.pack import command as pack
from backend.cli.train import command as train
from model.training.preset import load_preset
from model.training.run_folder import RunFolder
from model.weights.card import read_card
from tests.support.cases import write_case


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write three made-up cases to train on and one to validate."""
    folder = tmp_path_factory.mktemp("data")
    for seed, part in enumerate(("train", "train", "train", "val")):
        write_case(folder / part, name=f"case_{seed}", seed=seed)
    return folder


@pytest.fixture(scope="module")
def packed(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Pack the cases."""
    folder = tmp_path_factory.mktemp("packed")
    result = _run(pack, "--data", data, "--out", folder)
    assert result.exit_code == 0, result.output
    assert "4 cases" in result.output
    return folder


@pytest.fixture(scope="module")
def preset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the shipped recipe with a smaller patch and network."""
    path = tmp_path_factory.mktemp("preset") / "small.yaml"
    values = load_preset("brain-tumour").to_dict()
    values |= {"patch_shape": [16, 16, 16], "validate_every": 1.0, "batch_size": 1, "cube_patches": 0}
    arguments = {"channels": 5, "regions": 3, "filters": [4, 8]}
    values["network"] = {"name": "multimodal_unet3d", "arguments": arguments}
    path.write_text(yaml.safe_dump(values), encoding="utf-8")
    return path


def _run(command: click.Command, *arguments: object) -> Result:
    return CliRunner().invoke(command, [str(argument) for argument in arguments])


def test_an_ablation_runs_every_recipe_once_however_often_it_is_called(
    packed: Path, preset: Path, tmp_path: Path
) -> None:
    recipes, out = tmp_path / "recipes.yaml", tmp_path / "out"
    tiny = {"network.arguments.filters": [4, 4]}
    values = {"preset": str(preset), "budget": "2", "folds": 2, "only": [1], "variations": {"tiny": tiny}}
    recipes.write_text(yaml.safe_dump(values, sort_keys=False))
    first = _run(ablation, recipes, "--prepared", packed, "--out", out)
    assert first.exit_code == 0, first.output
    assert "| tiny | 1 | 2 |" in first.output
    written = (out / "tiny" / "fold-1" / "final.npz").stat().st_mtime_ns

    values["variations"]["flat"] = {**tiny, "augment.noise": None, "optimizer.weight_decay": 0.0}
    recipes.write_text(yaml.safe_dump(values, sort_keys=False))
    second = _run(ablation, recipes, "--prepared", packed, "--out", out)
    assert second.exit_code == 0, second.output
    assert (out / "tiny" / "fold-1" / "final.npz").stat().st_mtime_ns == written
    table = json.loads((out / "ablation.json").read_text(encoding="utf-8"))
    assert list(table) == ["tiny", "flat"]
    configs = [RunFolder(out / name / "fold-1").read_config() for name in table]
    assert configs[0]["split"] == configs[1]["split"]
    assert (configs[1]["preset"]["optimizer"]["weight_decay"], configs[1]["recipe"]) == (0.0, "flat")
    assert {config["command"] for config in configs} == {"neuroslice ablation --prepared PREPARED --out OUT"}

    # Another recipe under a name that is taken must not pass for the one that was run.
    values["variations"]["flat"] = tiny
    recipes.write_text(yaml.safe_dump(values, sort_keys=False))
    third = _run(ablation, recipes, "--prepared", packed, "--out", out)
    assert third.exit_code == 1
    assert "holds a run with another preset" in third.output


def test_goes_on_with_a_run_of_a_release_whose_recipes_had_fewer_choices(
    packed: Path, preset: Path, tmp_path: Path
) -> None:
    recipes, out = tmp_path / "recipes.yaml", tmp_path / "out"
    values = {"preset": str(preset), "budget": "1", "folds": 2, "only": [0], "variations": {"tiny": {}}}
    recipes.write_text(yaml.safe_dump(values))
    assert _run(ablation, recipes, "--prepared", packed, "--out", out).exit_code == 0

    config = out / "tiny" / "fold-0" / "config.yaml"
    kept = yaml.safe_load(config.read_text(encoding="utf-8"))
    assert kept["preset"].pop("supervised_levels") == 0
    config.write_text(yaml.safe_dump(kept), encoding="utf-8")
    again = _run(ablation, recipes, "--prepared", packed, "--out", out)
    assert again.exit_code == 0, again.output

    values["variations"] = {"tiny": {"supervised_levels": 1}}
    recipes.write_text(yaml.safe_dump(values))
    other = _run(ablation, recipes, "--prepared", packed, "--out", out)
    assert "holds a run with another preset" in other.output


def test_a_cross_validation_measures_every_case_once(packed: Path, preset: Path, tmp_path: Path) -> None:
    arguments = ("--prepared", packed, "--preset", preset, "--budget", "1", "--folds", "2", "--out", tmp_path)
    result = _run(cross_validate, *arguments)
    assert result.exit_code == 0, result.output
    assert "| all 4 cases |" in result.output
    table = json.loads((tmp_path / "folds.json").read_text(encoding="utf-8"))["all"]
    assert set(table["folds"]) == {"fold-0", "fold-1"}
    assert set(table["cases"]) == {f"case_{index}" for index in range(4)}
    assert set(table["spread"]) == {"WT", "TC", "ET"}
    cards = [read_card("brain-tumour", folder=tmp_path / name / "weights") for name in ("fold-0", "fold-1")]
    assert [card.version for card in cards] == ["fold-0", "fold-1"]
    assert set(cards[0].validation["cases"]) == set(cards[1].training["cases"])
    assert set(cards[0].training["cases"]) == set(cards[1].validation["cases"])


def test_a_learning_curve_has_a_row_and_a_point_for_each_number_of_cases(
    packed: Path, preset: Path, tmp_path: Path
) -> None:
    arguments = ("--prepared", packed, "--preset", preset, "--budget", "1", "--folds", "2", "--only", "0")
    result = _run(learning_curve, *arguments, "--cases", "2", "--cases", "1", "--out", tmp_path)
    assert result.exit_code == 0, result.output
    assert list(json.loads((tmp_path / "learning-curve.json").read_text(encoding="utf-8"))) == ["1", "2"]
    one, two = (set(RunFolder(tmp_path / name / "fold-0").read_config()["split"]["train"]) for name in "12")
    assert one < two
    assert (tmp_path / "learning-curve.png").is_file()


def test_trains_on_every_case_from_a_packed_folder(packed: Path, preset: Path, tmp_path: Path) -> None:
    arguments = ("--prepared", packed, "--preset", preset, "--budget", "1", "--all", "--out", tmp_path)
    result = _run(train, *arguments)
    assert result.exit_code == 0, result.output
    card = json.loads((tmp_path / "weights" / "brain-tumour.json").read_text(encoding="utf-8"))
    assert card["training"]["cases"] == [f"case_{index}" for index in range(4)]
    assert card["validation"]["mean"] == {}
    assert card["training"]["command"] == (
        "neuroslice train --prepared PREPARED --out OUT --budget 1 --preset small.yaml --all"
    )
    assert "cores" in card["training"]["hardware"]
    assert " on " in card["training"]["computed"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--folds", "2"), "belong together"),
        (("--folds", "2", "--fold", "2"), "counts from 0 to 1"),
        (("--all", "--cases", "2"), "goes with neither"),
        (("--cases", "9"), "number of cases, 3"),
        (("--data", "."), "either as --data or as --prepared"),
    ],
)
def test_says_in_one_line_which_options_contradict_each_other(
    packed: Path, tmp_path: Path, arguments: tuple[str, ...], words: str
) -> None:
    result = _run(train, "--prepared", packed, "--out", tmp_path / "run", *arguments)
    assert result.exit_code == 1
    assert words in result.output
    assert not (tmp_path / "run" / "config.yaml").exists()
