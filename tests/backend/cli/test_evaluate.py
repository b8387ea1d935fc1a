"""Measuring from the command line, with real weights on made-up cases."""

from __future__ import annotations

import csv
import dataclasses
import json
import shutil
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from backend.cli.evaluate import command
from model.data.phantom import write_demo_case
from model.evaluation.report import read_report
from model.tasks.registry import get_task
from model.volumes.labels import read_labels
from model.weights.card import WEIGHTS_DIR, read_card
from tests.backend.cli.conftest import Run

REGIONS = {"WT", "TC", "ET"}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write two made-up cases under BraTS names."""
    folder = tmp_path_factory.mktemp("data")
    for seed in range(2):
        files = write_demo_case(folder / "new", shape=(36, 40, 32), spacing=(2.0, 2.0, 2.0), seed=seed)
        for channel, path in files.items():
            path.rename(folder / f"case_{seed}_{channel}.nii.gz")
    return folder


@pytest.fixture(scope="module")
def results(data: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Measure the shipped weights beside the experts' own masks, with every subset."""
    folder = tmp_path_factory.mktemp("results")
    experts = folder / "experts"
    experts.mkdir()
    for seed in range(2):
        (experts / f"case_{seed}.nii.gz").write_bytes((data / f"case_{seed}_seg.nii.gz").read_bytes())
    out = folder / "out"
    arguments = ["--data", data, "--out", out, "--subsets", "--compare", experts]
    runner = CliRunner(env={"NEUROSLICE_DATA_DIR": str(folder / "data")})
    result = runner.invoke(command, [str(argument) for argument in arguments])
    assert result.exit_code == 0, result.output
    return out, result.output


def test_tables_pictures_and_masks_are_written(results: tuple[Path, str]) -> None:
    out, _ = results
    assert {path.name for path in out.iterdir()} == {
        "evaluation.csv",
        "evaluation.json",
        "evaluation.md",
        "masks",
        "best.png",
        "worst.png",
        "reliability.png",
    }


def test_the_table_for_people_is_printed(results: tuple[Path, str]) -> None:
    out, printed = results
    assert (out / "evaluation.md").read_text(encoding="utf-8") in printed
    assert "reliability.png" in printed


def test_models_stand_in_one_table(results: tuple[Path, str]) -> None:
    out, _ = results
    shipped, experts = read_report(out / "evaluation.json").models
    assert experts.name == "experts"
    assert {case.mean_dice for case in experts.cases} == {1.0}
    assert all(0.0 <= case.mean_dice < 1.0 for case in shipped.cases)
    assert set(shipped.reliability) == REGIONS
    assert len(shipped.subsets) == 15
    assert experts.subsets == {}
    with (out / "evaluation.csv").open(encoding="utf-8", newline="") as stream:
        assert len(list(csv.DictReader(stream))) == 4


def test_masks_are_those_that_were_measured(results: tuple[Path, str], data: Path) -> None:
    out, _ = results
    task = get_task("brain-tumour")
    shipped, _ = read_report(out / "evaluation.json").models
    for case in shipped.cases:
        mask = read_labels(out / "masks" / f"{case.name}.nii.gz", task=task)
        assert np.count_nonzero(mask.data) * mask.grid.voxel_ml == pytest.approx(case.predicted_ml["WT"])


def test_cases_can_be_chosen(run: Run, data: Path, tmp_path: Path) -> None:
    arguments = ["--data", str(data), "--out", str(tmp_path / "out"), "--cases", "case_1", "--no-pictures"]
    result = run("evaluate", *arguments, "--runtime", "tensorflow", "--flips", "none")
    assert result.returncode == 0, result.stderr
    assert "tensorflow, flips: none" in result.stdout
    values = json.loads((tmp_path / "out" / "evaluation.json").read_text(encoding="utf-8"))
    assert [case["name"] for case in values["models"][0]["cases"]] == ["case_1"]
    assert not list((tmp_path / "out").glob("*.png"))


def fold(folder: Path, *, trained_on: Sequence[str]) -> Path:
    """Copy the weights that ship, as if they had been trained on some cases."""
    folder.mkdir()
    shutil.copy(WEIGHTS_DIR / "brain-tumour.npz", folder)
    card = dataclasses.replace(read_card("brain-tumour"), training={"cases": list(trained_on)})
    card.write(folder / "brain-tumour.json")
    return folder


def test_a_cross_validation_is_one_model_on_the_cases_of_all_folds(
    run: Run, data: Path, results: tuple[Path, str], tmp_path: Path
) -> None:
    folders = [fold(tmp_path / name, trained_on=[case]) for name, case in (("one", "case_0"), ("two", "case_1"))]
    out = tmp_path / "out"
    folds = [argument for folder in folders for argument in ("--weights", str(folder))]
    result = run("evaluate", "--data", str(data), "--out", str(out), *folds, "--compare", str(results[0] / "masks"))
    assert result.returncode == 0, result.stderr
    assert "Left out" not in result.stderr
    own, masks = read_report(out / "evaluation.json").models
    assert own.name.endswith("2 folds")
    assert own.description.startswith("cross-validation")
    assert own.description.count("(1 case)") == 2
    assert [case.name for case in own.cases] == [case.name for case in masks.cases] == ["case_1", "case_0"]
    # Both folds hold the weights that ship, so that the masks are those of the shipped ones.
    for one, other in zip(own.cases, masks.cases, strict=True):
        assert one.predicted_ml == pytest.approx(other.predicted_ml, rel=0.05)
    assert {path.name for path in out.iterdir()} >= {
        "evaluation.md",
        "masks",
        "best.png",
        "worst.png",
        "reliability.png",
    }


def test_cases_that_every_fold_has_seen_are_left_out(run: Run, data: Path, tmp_path: Path) -> None:
    folders = [fold(tmp_path / name, trained_on=["case_0"]) for name in ("one", "two")]
    folds = [argument for folder in folders for argument in ("--weights", str(folder))]
    result = run("evaluate", "--data", str(data), "--out", str(tmp_path / "out"), *folds, "--no-pictures")
    assert result.returncode == 0, result.stderr
    assert "Left out, because all of these weights were trained on them: case_0." in result.stderr
    (own,) = read_report(tmp_path / "out" / "evaluation.json").models
    assert [case.name for case in own.cases] == ["case_1"]


def test_folds_that_have_seen_every_case_measure_nothing(run: Run, data: Path, tmp_path: Path) -> None:
    folders = [fold(tmp_path / name, trained_on=["case_0", "case_1"]) for name in ("one", "two")]
    folds = [argument for folder in folders for argument in ("--weights", str(folder))]
    result = run("evaluate", "--data", str(data), "--out", str(tmp_path / "out"), *folds, "--no-pictures")
    assert result.returncode == 1
    (line,) = result.stderr.strip().splitlines()
    assert "was trained on" in line


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--task", "no-such-task"), "no-such-task"),
        (("--cases", "case_0,case_9"), "case_9"),
        (("--weights", "NOWHERE"), "nowhere"),
        (("--compare", "EMPTY"), "holds neither weights"),
        (("--runtime", "abacus"), "abacus"),
    ],
)
def test_says_in_one_line_what_is_wrong(
    run: Run, data: Path, tmp_path: Path, arguments: tuple[str, str], words: str
) -> None:
    (tmp_path / "empty").mkdir()
    name, value = arguments
    value = {"NOWHERE": str(data / "nowhere"), "EMPTY": str(tmp_path / "empty")}.get(value, value)
    result = run("evaluate", "--data", str(data), "--out", str(tmp_path / "out"), name, value)
    assert result.returncode != 0
    (line,) = result.stderr.strip().splitlines()
    assert words in line


def test_cases_without_a_mask_are_named(run: Run, data: Path, tmp_path: Path) -> None:
    for path in data.glob("case_1_*"):
        if "_seg" not in path.name:
            (tmp_path / path.name).write_bytes(path.read_bytes())
    result = run("evaluate", "--data", str(tmp_path), "--out", str(tmp_path / "out"))
    assert result.returncode == 1
    assert "case_1" in result.stderr
    assert not (tmp_path / "out").exists()
