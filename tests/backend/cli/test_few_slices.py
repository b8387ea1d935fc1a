"""Runs with few annotated slices from the command line, on volumes whose structure is known."""

from __future__ import annotations

import json
from pathlib import Path

import click
import pytest
import yaml
from click.testing import CliRunner, Result

from backend.cli.few_slices import AXES as OFFERED
from backend.cli.few_slices import command as few_slices
from backend.cli.train import command as train
from model.training.preset import load_preset
from model.training.run_folder import RunFolder
from model.volumes.slices import AXES
from tests.support.sliced_volumes import write_volume


def _run(command: click.Command, *arguments: object) -> Result:
    return CliRunner().invoke(command, [str(argument) for argument in arguments])


@pytest.fixture(scope="module")
def preset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the task's recipe for a small volume, without what bends and turns it."""
    path = tmp_path_factory.mktemp("preset") / "small.yaml"
    values = load_preset("volume-sparse").to_dict()
    values |= {"patch_shape": [16, 16, 16], "learning_rate": 0.01, "warmup_steps": 0, "ema_momentum": 0.0}
    values["augment"] = [{"name": "affine_patch", "tumour_share": 0.0, "probability": 0.0}]
    # Moving statistics would need more steps than these runs have.
    arguments = {"width": 4, "padding": "same", "normalised": False}
    values["network"] = {"name": "unet3d", "arguments": arguments}
    path.write_text(yaml.safe_dump(values), encoding="utf-8")
    return path


def test_one_command_compares_networks_over_the_number_of_slices(tmp_path: Path, preset: Path) -> None:
    write_volume(tmp_path / "data", name="ball", seed=0)
    recipes, out = tmp_path / "recipes.yaml", tmp_path / "out"
    flat = {"name": "unet", "arguments": {"filters": [4, 8], "padding": "same"}}
    changes = {"3D with BN": {"network.arguments.normalised": True}, "2D": {"network": flat}}
    recipes.write_text(
        yaml.safe_dump(
            {"preset": str(preset), "budget": "1", "base": {"validate_every": 1.0}, "variations": changes},
            sort_keys=False,
        )
    )
    arguments = (
        "--data",
        tmp_path / "data",
        "--out",
        out,
        "--recipes",
        recipes,
        "--placings",
        1,
        "--mode",
        "semi-automatic",
    )
    result = _run(few_slices, *arguments, "--slices", 1, "--slices", 2)
    assert result.exit_code == 0, result.output
    assert "| slices of each axis | annotated voxels | 3D with BN | 2D |" in result.output
    runs = json.loads((out / "few-slices.json").read_text(encoding="utf-8"))
    assert [(run["network"], run["count"], run["part"]) for run in runs] == [
        (network, count, "ball") for count in (1, 2) for network in ("3D with BN", "2D")
    ]
    changed = _run(few_slices, *arguments, "--slices", 1, "--slices", 3)
    assert changed.exit_code == 1
    assert "not_measured" in changed.output


def test_fills_in_a_volume_from_a_slice_of_each_axis(tmp_path: Path, preset: Path) -> None:
    write_volume(tmp_path / "data", name="ball", seed=0)
    recipes, out = tmp_path / "recipes.yaml", tmp_path / "out"
    recipes.write_text(yaml.safe_dump({"preset": str(preset), "budget": "80", "variations": {"3D": {}}}))
    result = _run(
        *(few_slices, "--data", tmp_path / "data", "--out", out, "--recipes", recipes),
        *("--mode", "semi-automatic", "--placings", 1, "--slices", 1),
    )
    assert result.exit_code == 0, result.output
    (run,) = json.loads((out / "few-slices.json").read_text(encoding="utf-8"))
    assert run["iou"] > 0.9


def test_an_ordinary_training_learns_from_the_annotated_slices(tmp_path: Path, preset: Path) -> None:
    for part, seed in (("train", 0), ("val", 1)):
        write_volume(tmp_path / "data" / part, name=f"ball{seed}", seed=seed, slices="axial: [8]\n")
    arguments = ("--task", "volume-sparse", "--data", tmp_path / "data", "--budget", "2")
    result = _run(train, *arguments, "--out", tmp_path / "run", "--preset", preset)
    assert result.exit_code == 0, result.output
    assert (RunFolder(tmp_path / "run").read_scores() or {}).keys() == {"ball1"}
    assert (tmp_path / "run" / "weights" / "volume-sparse.npz").is_file()


def test_a_loss_that_takes_what_nobody_annotated_for_background_is_refused(tmp_path: Path, preset: Path) -> None:
    for part, seed in (("train", 0), ("val", 1)):
        write_volume(tmp_path / "data" / part, name=f"ball{seed}", seed=seed)
    values = yaml.safe_load(preset.read_text(encoding="utf-8")) | {"loss": "region_loss"}
    other = tmp_path / "other.yaml"
    other.write_text(yaml.safe_dump(values), encoding="utf-8")
    result = _run(
        train, "--task", "volume-sparse", "--data", tmp_path / "data", "--out", tmp_path / "run", "--preset", other
    )
    assert result.exit_code == 1
    assert "a loss that looks at weights" in result.output


def test_slices_are_asked_for_along_the_axes_that_there_are() -> None:
    assert OFFERED == AXES
