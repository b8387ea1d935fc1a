"""Tables of what was measured: CSV for programs that count, JSON for those that read, Markdown for people."""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Iterator, Sequence
from pathlib import Path

from model.evaluation.ejection import ejection_table
from model.evaluation.evaluation import Evaluation, ModelResult, definitions_for
from model.evaluation.extent import extent_of
from model.evaluation.films import film_table
from model.evaluation.tables import (
    calibration_table,
    case_table,
    class_table,
    difference_table,
    fold_table,
    subset_table,
    summary_table,
)
from model.tasks.card import TaskCard

NAME = "evaluation"


def write_report(evaluation: Evaluation, *, folder: Path, task: TaskCard) -> None:
    """Write `evaluation.csv`, `evaluation.json` and `evaluation.md`.

    Args:
        evaluation: What was measured.
        folder: Made where missing.
        task: Its regions, labels and metrics, in the order of the columns.
    """
    folder.mkdir(parents=True, exist_ok=True)
    content = json.dumps(evaluation.to_dict(), indent=2, ensure_ascii=False)
    (folder / f"{NAME}.json").write_text(content + "\n", encoding="utf-8")
    with (folder / f"{NAME}.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream).writerows(csv_rows(evaluation, task=task))
    lines = report_lines(evaluation, task=task)
    (folder / f"{NAME}.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


def read_report(path: Path) -> Evaluation:
    """Read an `evaluation.json`.

    Raises:
        ValueError: If it is none.
    """
    try:
        return Evaluation.from_dict(json.loads(path.read_text(encoding="utf-8")))
    except ValueError as error:
        raise ValueError(f"{path} is not an evaluation: {error}") from error


def csv_rows(evaluation: Evaluation, *, task: TaskCard) -> Iterator[Sequence[str]]:
    """Yield the header, then a row for each model and case."""
    regions = [region.id for region in task.regions]
    extent = extent_of(task)
    yield [
        "model",
        "case",
        *(f"{metric}_{region}" for region in regions for metric in task.metrics),
        *(f"{kind}_{extent.column}_{region}" for kind in ("true", "predicted") for region in regions),
        *(f"confidence_{region}" for region in regions),
        *(f"dice_label_{label.id}" for label in task.labels),
        "mean_iou",
        "accuracy",
        "seconds",
    ]
    for model in evaluation.models:
        for case in model.cases:
            values = [
                *(case.regions[region][metric] for region in regions for metric in task.metrics),
                *(extent.of(sizes[region]) for sizes in (case.true_ml, case.predicted_ml) for region in regions),
                *(case.confidence.get(region, math.nan) for region in regions),
                *(case.label_dice[label.id] for label in task.labels),
                case.mean_iou,
                case.accuracy,
                case.seconds,
            ]
            # What was not measured is an empty cell.
            yield [model.name, case.name, *("" if math.isnan(value) else f"{value:.6g}" for value in values)]


def report_lines(evaluation: Evaluation, *, task: TaskCard) -> list[str]:
    """Return the lines of the report for people."""
    count = len(evaluation.models[0].cases)
    lines = [f"# {task.name}: {count} {'case' if count == 1 else 'cases'}", ""]
    lines += [f"- **{model.name}**: {model.description}" for model in evaluation.models]
    lines += ["", "Each cell: mean (95 % interval of the mean), median.", ""]
    lines += [*summary_table(evaluation.models, task=task), ""]
    if len(evaluation.models) > 1:
        lines += [f"Difference of Dice to {evaluation.models[0].name}, case by case: mean (95 % interval).", ""]
        lines += [*difference_table(evaluation.models, task=task), ""]
    for model in evaluation.models:
        lines += _model_lines(model, task=task)
    lines += ["## What the figures mean", "", *(f"- {text}" for text in definitions_for(task))]
    return lines


def _model_lines(model: ModelResult, *, task: TaskCard) -> Iterator[str]:
    for region in task.regions:
        yield from (f"## {model.name}: {region.name} ({region.id})", "")
        yield from (*case_table(model, region=region.id, task=task), "")
    if len(model.folds) > 1:
        yield from (f"## {model.name}: folds", "")
        yield from (*fold_table(model, task=task), "")
    yield from (f"## {model.name}: all classes", "")
    yield from (*class_table(model, task=task), "")
    if ejection := ejection_table(model, task=task):
        yield from (f"## {model.name}: ejection fraction", "", *ejection, "")
    if films := film_table(model, task=task):
        yield from (f"## {model.name}: SEG of films", "", *films, "")
    if model.reliability:
        yield from (f"## {model.name}: calibration", "")
        yield from (*calibration_table(model), "")
    if model.subsets:
        yield from (f"## {model.name}: missing channels", "")
        yield from (*subset_table(model, task=task), "")
