from __future__ import annotations

from pathlib import Path

import pytest

from model.evaluation.case_result import CaseResult
from model.evaluation.evaluation import Evaluation, ModelResult
from model.evaluation.evaluation_section import evaluation_section
from model.evaluation.films import film_table, seg_over_objects
from model.evaluation.report import read_report, report_lines, write_report
from model.evaluation.reported import published_table
from model.tasks.card import TaskCard
from model.tasks.registry import get_task


def _frame(name: str, *, seg: float, cells: int | None) -> CaseResult:
    return CaseResult(
        name=name,
        regions={"CELL": {"dice": 1.0, "iou": 1.0, "seg": seg}},
        label_dice={"CELL": 1.0},
        mean_iou=1.0,
        accuracy=1.0,
        true_ml={"CELL": 1.0},
        predicted_ml={"CELL": 1.0},
        seconds=0.0,
        objects={} if cells is None else {"CELL": cells},
    )


FRAMES = (
    _frame("dic-hela-02-t000", seg=1.0, cells=2),
    _frame("dic-hela-01-t002", seg=0.5, cells=9),
    _frame("dic-hela-01-t005", seg=1.0, cells=1),
)


def _rows(*cases: CaseResult, task: TaskCard) -> list[list[str]]:
    lines = film_table(ModelResult(name="mine", description="", cases=cases), task=task)
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[2:]]


def test_a_frame_of_many_cells_counts_more_for_a_film_than_one_of_few() -> None:
    assert _rows(*FRAMES, task=get_task("cells")) == [
        ["dic-hela-01", "2", "10", "0.750", "0.550"],
        ["dic-hela-02", "1", "2", "1.000", "1.000"],
        ["all cases", "3", "12", "0.833", "0.625"],
    ]


def test_a_frame_without_cells_counts_as_a_frame_and_not_among_cells() -> None:
    empty = _frame("dic-hela-01-t007", seg=1.0, cells=0)
    assert seg_over_objects([FRAMES[1], empty], region="CELL") == pytest.approx(0.5)
    assert seg_over_objects([empty], region="CELL") is None
    assert _rows(empty, task=get_task("cells"))[0] == ["dic-hela-01", "1", "0", "1.000", "–"]


def test_cases_of_no_film_are_pooled_alone() -> None:
    assert _rows(_frame("mine", seg=0.5, cells=3), task=get_task("cells")) == [
        ["all cases", "1", "3", "0.500", "0.500"]
    ]


def test_there_is_no_such_table_without_seg_or_where_objects_were_not_counted(brain_tumour: TaskCard) -> None:
    assert _rows(*FRAMES, task=brain_tumour) == []
    assert _rows(FRAMES[0], _frame("dic-hela-01-t009", seg=1.0, cells=None), task=get_task("cells")) == []


def test_the_table_is_in_the_report_and_on_a_card_also_when_figures_were_read_from_a_file(tmp_path: Path) -> None:
    task = get_task("cells")
    model = ModelResult(name="mine", description="", cases=FRAMES)
    write_report(Evaluation(task="cells", models=(model,)), folder=tmp_path, task=task)
    evaluation = read_report(tmp_path / "evaluation.json")
    table = film_table(model, task=task)
    assert set(table) <= set(report_lines(evaluation, task=task))
    assert "\n".join(table) in evaluation_section(evaluation, "Test", task=task)


def test_beside_published_figures_stands_seg_over_cells() -> None:
    model = ModelResult(name="mine", description="", cases=FRAMES)
    lines = published_table(model, task=get_task("cells"))
    assert [cell.strip() for cell in lines[2].strip("|").split("|")] == ["mine", "3 cases, this card", "0.625"]
