from __future__ import annotations

import pytest

from model.evaluation.case_result import CaseResult
from model.evaluation.ejection import ejection_table
from model.evaluation.evaluation import ModelResult
from model.tasks.card import TaskCard
from model.tasks.registry import get_task


def _case(name: str, *, true: float, found: float) -> CaseResult:
    return CaseResult(
        name=name,
        regions={},
        label_dice={},
        mean_iou=1.0,
        accuracy=1.0,
        true_ml={"LV": true, "RV": 100.0, "MYO": 1.0},
        predicted_ml={"LV": found, "RV": 0.0, "MYO": 1.0},
        seconds=0.0,
    )


def _model(*cases: CaseResult) -> ModelResult:
    return ModelResult(name="mine", description="", cases=cases)


@pytest.fixture
def lines() -> list[str]:
    """Give the table of one patient with two moments and one with a single one."""
    cases = (
        _case("patient001_frame01", true=120.0, found=100.0),
        _case("patient001_frame12", true=48.0, found=50.0),
        _case("patient002_frame01", true=90.0, found=90.0),
    )
    return ejection_table(_model(*cases), task=get_task("cardiac"))


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("|").split("|")]


def test_shows_the_expert_s_and_the_model_s_fraction_of_each_patient_with_two_moments(lines: list[str]) -> None:
    assert [_cells(line)[0] for line in lines[2:]] == ["patient001", "mean absolute difference"]
    assert _cells(lines[2])[1:4] == ["60.0", "50.0", "-10.0"]
    assert _cells(lines[3])[1:4] == ["", "", "10.0"]


def test_a_ventricle_that_was_never_found_has_no_fraction(lines: list[str]) -> None:
    assert _cells(lines[2])[4:] == ["0.0", "–", "–"]


def test_other_tasks_have_no_such_table(brain_tumour: TaskCard) -> None:
    cases = (_case("patient001_frame01", true=2.0, found=2.0), _case("patient001_frame12", true=1.0, found=1.0))
    assert ejection_table(_model(*cases), task=brain_tumour) == []
