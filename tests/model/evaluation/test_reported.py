from __future__ import annotations

from model.evaluation.evaluation import Evaluation
from model.evaluation.reported import published_table, report_2024_table
from model.tasks.card import TaskCard


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("|").split("|")]


def test_the_report_stands_above_what_was_measured(evaluation: Evaluation, brain_tumour: TaskCard) -> None:
    header, _, reported, first, second = map(_cells, report_2024_table(evaluation.models, task=brain_tumour))
    assert dict(zip(header, reported, strict=True))["mean IoU"] == "0.8212"
    measured = dict(zip(header, first, strict=True))
    assert (measured["model"], second[0]) == ("unet 1.0", "report2024")
    assert (measured["Dice"], measured["Dice ED"], measured["mean IoU"]) == ("0.7000", "0.7000", "0.3500")
    # Pooled over four classes with one label each, a wrong voxel is one false positive and one false negative.
    assert measured["precision"] == measured["sensitivity"] == measured["accuracy"] == "0.9877"
    assert measured["specificity"] == f"{1 - 0.01235 / 3:.4f}"


def test_published_systems_stand_below_the_model(evaluation: Evaluation, brain_tumour: TaskCard) -> None:
    _, _, own, *others = map(_cells, published_table(evaluation.models[0], task=brain_tumour))
    assert own == ["unet 1.0", "3 cases, this card", "0.700", "0.700", "0.700"]
    assert ["0.8895", "0.8506", "0.8203"] in [other[2:] for other in others]
