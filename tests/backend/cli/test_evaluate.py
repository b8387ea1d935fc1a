"""Measuring from the command line, with real weights on made-up cases."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner

from backend.cli.evaluate import command
from model.data.phantom import write_demo_case
from model.evaluation.report import read_report
from model.tasks.registry import get_task
from model.volumes.labels import read_labels
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
