from __future__ import annotations

import dataclasses

import pytest

from model.evaluation.evaluation import Evaluation, ModelResult
from model.evaluation.tables import (
    MISSING,
    PRESENT,
    calibration_table,
    case_table,
    class_comparison,
    class_table,
    difference_table,
    fold_table,
    subset_table,
    summary_table,
)
from model.tasks.card import TaskCard


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("|").split("|")]


def test_models_stand_below_each_other_for_each_region(evaluation: Evaluation, brain_tumour: TaskCard) -> None:
    header, _, *rows = map(_cells, summary_table(evaluation.models, task=brain_tumour))
    metrics = ["Dice", "IoU", "HD95, mm", "Sensitivity", "Specificity", "Precision", "Lesion-wise Dice"]
    assert header == ["region", "model", *metrics]
    assert [row[:2] for row in rows[:3]] == [["WT", "unet 1.0"], ["WT", "report2024"], ["TC", "unet 1.0"]]
    assert rows[0][2] == "0.700 (0.500–0.800), 0.800"
    assert rows[1][2] == "0.400 (0.400–0.400), 0.400"


def test_every_case_has_a_row_above_the_summary(evaluation: Evaluation, brain_tumour: TaskCard) -> None:
    header, _, *rows = map(_cells, case_table(evaluation.models[0], region="WT", task=brain_tumour))
    assert header[-3:] == ["expert, mL", "predicted, mL", "confidence"]
    assert [row[0] for row in rows] == ["a", "b", "c", "**mean**", "**95 % interval**", "**median**"]
    assert rows[0] == ["a", "0.500", "0.250", "9.5", "0.800", "1.0000", "0.700", "0.167", "10.0", "12.5", "0.625"]
    assert rows[4][1] == "0.500–0.800"


def test_a_model_without_confidence_has_no_such_column(evaluation: Evaluation, brain_tumour: TaskCard) -> None:
    header, *_ = map(_cells, case_table(evaluation.models[1], region="WT", task=brain_tumour))
    assert header[-1] == "predicted, mL"


def test_models_are_compared_case_by_case(evaluation: Evaluation, brain_tumour: TaskCard) -> None:
    _, _, row = map(_cells, difference_table(evaluation.models, task=brain_tumour))
    # 0.4 against 0.5, 0.8 and 0.8.
    assert row[:2] == ["report2024", "-0.300 (-0.400 to -0.100)"]


def test_models_on_other_cases_cannot_be_compared(evaluation: Evaluation, brain_tumour: TaskCard) -> None:
    first, second = evaluation.models
    fewer = dataclasses.replace(second, cases=second.cases[:2])
    with pytest.raises(ValueError, match=r"on the same cases, .*Received: report2024"):
        difference_table([first, fewer], task=brain_tumour)


def test_a_metric_that_was_not_measured_has_no_column(evaluation: Evaluation, brain_tumour: TaskCard) -> None:
    newer = dataclasses.replace(brain_tumour, metrics=(*brain_tumour.metrics, "beauty"))
    assert case_table(evaluation.models[0], region="WT", task=newer) == case_table(
        evaluation.models[0], region="WT", task=brain_tumour
    )


def test_all_classes_have_a_table_of_their_own(evaluation: Evaluation, brain_tumour: TaskCard) -> None:
    header, _, *rows = map(_cells, class_table(evaluation.models[0], task=brain_tumour))
    assert header == ["case", "mean IoU", "accuracy", "Dice NCR", "Dice ED", "Dice ET", "seconds"]
    assert rows[0] == ["a", "0.250", "0.9877", "0.500", "0.500", "0.500", "1.2"]
    compared = [_cells(line) for line in class_comparison(evaluation.models, task=brain_tumour)]
    assert [row[0] for row in compared[2:]] == ["unet 1.0", "report2024"]


def test_subsets_show_which_channels_were_there(evaluation: Evaluation, brain_tumour: TaskCard) -> None:
    header, _, *rows = map(_cells, subset_table(evaluation.models[0], task=brain_tumour))
    assert header == ["FLAIR", "T1", "T1ce", "T2", "Dice WT", "Dice TC", "Dice ET"]
    assert rows[0][:4] == [PRESENT] * 4
    assert rows[1][:5] == [MISSING, MISSING, PRESENT, MISSING, "0.500 (0.500–0.500), 0.500"]


def test_calibration_has_a_row_for_each_region(evaluation: Evaluation) -> None:
    header, _, *rows = map(_cells, calibration_table(evaluation.models[0]))
    assert header[0] == "region"
    assert [row[0] for row in rows] == ["WT", "TC", "ET"]
    assert rows[0][-1] == "3"


def test_folds_stand_below_one_another_with_how_far_they_lie_apart(
    evaluation: Evaluation, brain_tumour: TaskCard
) -> None:
    model = dataclasses.replace(evaluation.models[0], folds={"fold 1": ["a"], "fold 2": ["b", "c"]})
    header, _, first, second, both = map(_cells, fold_table(model, task=brain_tumour))
    assert header[:3] == ["fold", "cases", "Dice WT"]
    assert first[:3] == ["fold 1", "1", "0.500"]
    assert second[:3] == ["fold 2", "2", "0.800"]
    # The means of the folds, 0.5 and 0.8, deviate by 0.3 / sqrt(2).
    assert both[:3] == ["**mean ± spread**", "3", "0.650 ± 0.212"]
    assert len(header) == 2 + 3 * len(brain_tumour.metrics)
    again = ModelResult.from_dict(model.to_dict())
    assert fold_table(again, task=brain_tumour) == fold_table(model, task=brain_tumour)
