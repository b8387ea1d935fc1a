from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from model.inference.evaluate import CaseResult
from model.inference.report import write_report
from model.tasks.card import TaskCard


def _result(name: str, dice: float) -> CaseResult:
    regions = ("WT", "TC", "ET")
    return CaseResult(
        name=name,
        dice=dict.fromkeys(regions, dice),
        true_ml=dict.fromkeys(regions, 10.0),
        predicted_ml=dict.fromkeys(regions, 12.5),
        seconds=1.25,
    )


@pytest.fixture
def folder(tmp_path: Path, brain_tumour: TaskCard) -> Path:
    """Write the report of three cases."""
    results = [_result("a", 0.5), _result("b", 0.8), _result("c", 0.8)]
    write_report(results, folder=tmp_path / "new", task=brain_tumour, model="unet 1.0")
    return tmp_path / "new"


def test_json_has_the_mean_the_median_and_every_case(folder: Path) -> None:
    values = json.loads((folder / "evaluation.json").read_text(encoding="utf-8"))
    assert values["dice"]["mean"]["WT"] == pytest.approx(0.7)
    assert values["dice"]["median"]["ET"] == pytest.approx(0.8)
    assert [case["name"] for case in values["cases"]] == ["a", "b", "c"]


def test_csv_has_a_row_for_each_case(folder: Path) -> None:
    with (folder / "evaluation.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [(row["case"], row["dice_TC"], row["predicted_ml_ET"]) for row in rows] == [
        ("a", "0.5000", "12.5000"),
        ("b", "0.8000", "12.5000"),
        ("c", "0.8000", "12.5000"),
    ]


def test_markdown_is_a_table_for_people(folder: Path) -> None:
    lines = (folder / "evaluation.md").read_text(encoding="utf-8").splitlines()
    assert "unet 1.0" in lines[0]
    assert "| a | 0.500 | 0.500 | 0.500 | 1.2 |" in lines
    assert "| mean | 0.700 | 0.700 | 0.700 |  |" in lines
