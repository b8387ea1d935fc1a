"""Model cards of tasks that have no text of their own."""

from __future__ import annotations

import dataclasses

import pytest

from model.evaluation.case_result import CaseResult
from model.evaluation.evaluation import Evaluation, ModelResult
from model.evaluation.model_card import TEMPLATES, model_card
from model.evaluation.reported import published_table, read_published
from model.metrics.catalogue import METRICS
from model.tasks.card import TaskCard
from model.tasks.registry import load_cards
from model.weights.card import WeightsCard, read_card
from model.weights.sources import describe_sources

TASKS = {task.id: task for task in load_cards()}
OTHERS = sorted(task for task in TASKS if not (TEMPLATES / f"{task}.md").is_file())
NAMES = {"cardiac": "patient001_frame01", "cells": "dic-hela-01-t002", "stroke": "atlas-031768-z080"}


def _weights(task: TaskCard) -> WeightsCard:
    """Pretend that the shipped weights are another task's."""
    shipped = read_card("brain-tumour")
    name = NAMES.get(task.id, "isbi2012-01")
    kept = {key: shipped.training[key] for key in ("date", "steps", "seconds", "hardware", "versions")}
    training = {**kept, "cases": [name], "sources": describe_sources([name]), "split": {"train": [name]}}
    return dataclasses.replace(
        shipped,
        task=task.id,
        name=task.network.name,
        file=f"{task.weights}.npz",
        network=dataclasses.asdict(task.network),
        spacing=task.spacing,
        channels=task.channel_ids,
        regions=tuple(region.id for region in task.regions),
        intended_use=task.intended_use,
        training=training,
        calibration={},
        rules={},
    )


def _evaluation(task: TaskCard, *, weights: WeightsCard) -> Evaluation:
    """Make up what was measured on two cases."""
    regions = [region.id for region in task.regions]
    cases = tuple(
        CaseResult(
            name=name,
            regions={region: dict.fromkeys(task.metrics, value) for region in regions},
            label_dice=dict.fromkeys((label.id for label in task.labels), value),
            mean_iou=value,
            accuracy=value,
            true_ml=dict.fromkeys(regions, 1.0),
            predicted_ml=dict.fromkeys(regions, 2.0),
            seconds=1.0,
        )
        for name, value in (("first", 0.25), ("second", 0.75))
    )
    description = f"{weights.name}, weights {weights.sha256[:12]}, tensorflow"
    return Evaluation(task=task.id, models=(ModelResult(name="ours 1.0", description=description, cases=cases),))


@pytest.mark.parametrize("task_id", OTHERS)
def test_every_task_has_a_card_that_says_what_it_is_and_nothing_of_tumours(task_id: str) -> None:
    task = TASKS[task_id]
    weights = _weights(task)
    evaluation = _evaluation(task, weights=weights)
    text = model_card(weights, task=task, size=1_000_000, evaluations={"Test cases": evaluation})
    assert "${" not in text
    for words in (task.description, task.intended_use, weights.sha256, "## Failure modes", "worst case first"):
        assert " ".join(words.split()) in " ".join(text.split())
    for region in task.regions:
        assert f"### Test cases: {region.name} ({region.id})" in text
    assert "weights may not ship" in text
    for word in ("tumour", "glioma", "brain", "2024"):
        assert word not in text.lower().replace("brain images", "").replace("seed 2024", ""), word


def test_a_metric_is_explained_where_it_is_measured(brain_tumour: TaskCard) -> None:
    cells = TASKS["cells"]
    weights = _weights(cells)
    evaluations = {"Test cases": _evaluation(cells, weights=weights)}
    text = model_card(weights, task=cells, size=1, evaluations=evaluations)
    assert "SEG is that of the Cell Tracking Challenge" in text
    assert "HD95 is the 95th percentile" not in text
    membranes = TASKS["em-membranes"]
    weights = _weights(membranes)
    text = model_card(weights, task=membranes, size=1, evaluations={"": _evaluation(membranes, weights=weights)})
    assert "The Rand error is one minus the F-score" in text
    assert "The warping error is the share" in text
    assert "SEG is that" not in text


def test_published_figures_stand_beside_those_of_the_same_metric() -> None:
    cells = TASKS["cells"]
    model = _evaluation(cells, weights=_weights(cells)).models[0]
    lines = published_table(model, task=cells)
    assert [cell.strip() for cell in lines[0].strip("|").split("|")] == ["system", "cases", "SEG CELL"]
    assert "0.500" in lines[2]
    assert "0.7756" in lines[3]
    assert published_table(model, task=TASKS["volume-sparse"]) == []


def test_four_networks_of_one_publication_stand_beside_what_is_measured_of_strokes() -> None:
    task = TASKS["stroke"]
    lines = published_table(_evaluation(task, weights=_weights(task)).models[0], task=task)
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[3:]]
    assert {row[0]: row[2] for row in rows} == {
        "U-Net": "0.461",
        "SegNet": "0.277",
        "2D Dense-UNet": "0.474",
        "e-UNet": "0.48",
    }


def test_published_figures_of_several_metrics_are_a_table_each_with_the_digits_of_its_metric() -> None:
    task = TASKS["em-membranes"]
    model = _evaluation(task, weights=_weights(task)).models[0]
    tables = "\n".join(published_table(model, task=task)).split("\n\n")
    heads = [[cell.strip() for cell in text.splitlines()[0].strip("|").split("|")][-1] for text in tables]
    assert heads == ["Rand error INSIDE", "Warping error INSIDE", "Pixel error INSIDE"]
    warping = tables[1].splitlines()
    assert "0.500000" in warping[2]
    assert "0.000353" in warping[3]


def test_what_is_published_is_of_tasks_metrics_and_regions_that_there_are() -> None:
    for system in read_published():
        task = TASKS[system.task]
        assert system.metric in METRICS
        assert system.metric in task.metrics
        assert set(system.values) == {region.id for region in task.regions}
