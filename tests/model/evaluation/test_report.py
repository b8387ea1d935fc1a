from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from model.evaluation.evaluation import Evaluation
from model.evaluation.report import read_report, write_report
from model.tasks.card import TaskCard


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, evaluation: Evaluation, brain_tumour: TaskCard) -> Path:
    """Write a report."""
    folder = tmp_path_factory.mktemp("report") / "new"
    write_report(evaluation, folder=folder, task=brain_tumour)
    return folder


def test_json_can_be_read_back(folder: Path, evaluation: Evaluation) -> None:
    assert read_report(folder / "evaluation.json").to_dict() == evaluation.to_dict()


def test_csv_has_a_row_for_each_model_and_case(folder: Path) -> None:
    with (folder / "evaluation.csv").open(encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    assert [(row["model"], row["case"]) for row in rows] == [
        (model, case) for model in ("unet 1.0", "report2024") for case in "abc"
    ]
    assert (rows[0]["dice_TC"], rows[0]["predicted_ml_ET"], rows[0]["dice_label_ED"]) == ("0.5", "12.5", "0.5")
    assert [row["confidence_ET"] for row in rows] == ["0.625"] * 3 + [""] * 3
    assert float(rows[0]["specificity_WT"]) == pytest.approx(0.99995)


def test_markdown_has_every_table_and_says_what_the_figures_mean(folder: Path) -> None:
    text = (folder / "evaluation.md").read_text(encoding="utf-8")
    assert text.startswith("# Brain tumour: 3 cases\n")
    assert "- **unet 1.0**: unet 1.0, weights 0123, tensorflow" in text
    for title in ("Whole tumour (WT)", "Enhancing tumour (ET)", "all classes", "calibration", "missing channels"):
        assert f"## unet 1.0: {title}\n" in text
    assert "## report2024: all classes\n" in text
    # What was not measured of a model has no table.
    assert "## report2024: calibration" not in text
    assert "## report2024: missing channels" not in text
    assert "95th percentile" in text
    assert "Difference of Dice to unet 1.0, case by case" in text


@pytest.mark.parametrize("content", ["no JSON", json.dumps({"task": "brain-tumour"})])
def test_another_file_is_refused(tmp_path: Path, content: str) -> None:
    path = tmp_path / "other.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(ValueError, match=r"other\.json is not an evaluation"):
        read_report(path)
