"""Training and measuring from the command line, on made-up cases."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner, Result

from backend.cli.evaluate import command as evaluate
from backend.cli.train import command as train
from model.training.preset import load_preset
from model.training.run_folder import RunFolder
from tests.support.cases import write_case


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write a made-up case to train on and one to validate."""
    folder = tmp_path_factory.mktemp("data")
    for seed, part in enumerate(("train", "val")):
        write_case(folder / part, name=f"case_{seed}", seed=seed)
    return folder


@pytest.fixture(scope="module")
def preset(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the shipped recipe with a smaller patch."""
    path = tmp_path_factory.mktemp("preset") / "small.yaml"
    values = {**load_preset("brain-tumour").to_dict(), "patch_shape": [16, 16, 16], "validate_every": 1.0}
    path.write_text(yaml.safe_dump(values), encoding="utf-8")
    return path


def _run(*arguments: object) -> Result:
    return CliRunner().invoke(train, [str(argument) for argument in arguments])


def test_trains_exports_resumes_and_evaluates(data: Path, preset: Path, tmp_path: Path) -> None:
    out = tmp_path / "run"
    first = _run("--data", data, "--out", out, "--budget", "2", "--preset", preset, "--version", "0.1")
    assert first.exit_code == 0, first.output
    assert "case_1: WT" in first.output
    assert "training: 100%" in first.output
    assert "step 2: validation Dice WT" in first.output
    card = json.loads((out / "weights" / "brain-tumour.json").read_text(encoding="utf-8"))
    assert (card["version"], card["training"]["steps"], card["training"]["cases"]) == ("0.1", 2, ["case_0"])
    assert str(tmp_path) not in json.dumps(card)

    again = _run("--data", data, "--out", out, "--budget", "2", "--preset", preset)
    assert again.exit_code == 1
    assert "already holds a run" in again.output

    resumed = _run("--data", data, "--out", out, "--resume")
    assert resumed.exit_code == 0, resumed.output
    # The command that the run was started with made the weights, not the one that went on with it.
    resumed_card = json.loads((out / "weights" / "brain-tumour.json").read_text(encoding="utf-8"))
    assert resumed_card["training"]["command"] == card["training"]["command"]
    assert resumed_card["sha256"] == card["sha256"]

    shipped = out / "weights" / "brain-tumour.json"
    known = _run("--data", data, "--out", tmp_path / "known", "--all", "--budget", "1", "--preset", preset)
    assert known.exit_code == 0, known.output
    leaking = ["--first-weights", tmp_path / "known" / "weights" / "brain-tumour.json"]
    refused = _run("--data", data, "--out", tmp_path / "no", "--budget", "1", "--preset", preset, *leaking)
    assert refused.exit_code == 1
    assert "learned from cases that this run is measured on: case_1" in refused.output

    further = tmp_path / "further"
    arguments = ["--data", data, "--out", further]
    went_on = _run(*arguments, "--budget", "1", "--preset", preset, "--first-weights", shipped)
    assert went_on.exit_code == 0, went_on.output
    assert _run(*arguments, "--resume").exit_code == 0
    later = json.loads((further / "weights" / "brain-tumour.json").read_text(encoding="utf-8"))
    assert later["training"]["first_weights"]["sha256"] == card["sha256"]
    assert later["sha256"] != card["sha256"]

    tables = tmp_path / "tables"
    measuring = ["--data", str(data / "val"), "--out", str(tables), "--weights", str(out / "weights"), "--no-pictures"]
    measured = CliRunner().invoke(evaluate, measuring)
    assert measured.exit_code == 0, measured.output
    assert "| case_1 " in measured.output


def test_a_run_s_folder_says_how_it_was_made_and_how_it_went(data: Path, preset: Path, tmp_path: Path) -> None:
    out = tmp_path / "run"
    result = _run("--data", data, "--out", out, "--budget", "1", "--preset", preset, "--seed", "7")
    assert result.exit_code == 0, result.output
    run = RunFolder(out)
    config = run.read_config()
    assert config["preset"] == {**load_preset(str(preset)).to_dict(), "seed": 7}
    assert config["split"] == {"train": ["case_0"], "val": ["case_1"]}
    assert (config["task"], config["budget"]) == ("brain-tumour", "1")
    assert {"python", "keras", "numpy"} <= set(config["versions"])
    assert set(run.read_scores() or {}) == {"case_1"}
    assert all(path.exists() for path in (run.metrics, run.curve, run.checkpoint, run.final))
    assert list(run.tensorboard.iterdir())


def test_trains_exports_and_resumes_another_network(data: Path, preset: Path, tmp_path: Path) -> None:
    out = tmp_path / "run"
    result = _run("--data", data, "--out", out, "--budget", "1", "--preset", preset, "--network", "eunet3d")
    assert result.exit_code == 0, result.output
    card = json.loads((out / "weights" / "brain-tumour.json").read_text(encoding="utf-8"))
    assert card["network"] == {"name": "eunet3d", "arguments": {"channels": 5, "regions": 3}}
    assert "--network eunet3d" in card["training"]["command"]
    resumed = _run("--data", data, "--out", out, "--resume")
    assert resumed.exit_code == 0, resumed.output


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--task", "no-such-task"), "no-such-task"),
        (("--preset", "no-such-preset"), "Known presets"),
        (("--budget", "forever"), "a time such as"),
        (("--network", "no-such-network"), "Known networks"),
        (("--resume",), "holds no run"),
    ],
)
def test_says_in_one_line_what_is_wrong(data: Path, tmp_path: Path, arguments: tuple[str, ...], words: str) -> None:
    result = _run("--data", data, "--out", tmp_path / "run", *arguments)
    assert result.exit_code == 1
    assert words in result.output
    assert "Traceback" not in result.output


def test_cases_that_nobody_divided_are_refused_unless_folds_divide_them(data: Path, tmp_path: Path) -> None:
    undivided = _run("--data", data / "train", "--out", tmp_path / "run")
    assert undivided.exit_code == 1
    assert "--folds" in undivided.output
    assert not (tmp_path / "run" / "config.yaml").exists()
    beyond = _run("--data", data / "train", "--out", tmp_path / "run", "--folds", "2", "--fold", "2")
    assert "from 0 to 1" in beyond.output


def test_refuses_a_folder_without_cases(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    result = _run("--data", tmp_path / "empty", "--out", tmp_path / "run")
    assert result.exit_code == 1
    assert "FLAIR, T1, T1ce and T2" in result.output
