"""Regions of pictures are measured in pixels, others in millilitres."""

from __future__ import annotations

import dataclasses

import pytest

from model.evaluation.evaluation import Evaluation
from model.evaluation.extent import extent_of
from model.evaluation.failures import describe_failures
from model.evaluation.report import csv_rows
from model.evaluation.tables import case_table
from model.tasks import TaskCard, get_task


def _cells(line: str) -> list[str]:
    return [cell.strip() for cell in line.strip("|").split("|")]


@pytest.mark.parametrize(("task", "words"), [("cells", "1377 px²"), ("cardiac", "1.4 mL"), ("volume-sparse", "1.4 mL")])
def test_a_size_is_said_in_the_unit_of_the_task(task: str, words: str) -> None:
    extent = extent_of(get_task(task))

    assert f"{extent.words(1.377)} {extent.name}" == words


def test_what_is_written_of_pictures_names_no_millimetre(evaluation: Evaluation, brain_tumour: TaskCard) -> None:
    pictures = dataclasses.replace(brain_tumour, pictures=True)
    (model, *_) = evaluation.models

    header, _, first, *_ = case_table(model, region="WT", task=pictures)
    failures = describe_failures(model, task=pictures)
    names, *_ = csv_rows(evaluation, task=pictures)

    assert {"expert, px²", "predicted, px²", "HD95, px"} <= set(_cells(header))
    assert _cells(first)[-3:-1] == ["10000", "12500"]
    assert "areas together" in failures[0]
    assert {"true_px2_WT", "predicted_px2_WT"} <= set(names)
    assert not any("mm" in text or "mL" in text for text in (header, *failures))
