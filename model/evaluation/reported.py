"""Figures that others reported, to stand beside measured ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from statistics import mean

import yaml

from model.evaluation.evaluation import ModelResult
from model.evaluation.films import seg_over_objects
from model.evaluation.markdown import table
from model.metrics.catalogue import get_metric
from model.tasks.card import TaskCard


@dataclass(frozen=True, kw_only=True)
class Reported:
    """Hold what a publication reports.

    Args:
        task: Id of the task.
        system: What was measured.
        cases: On what.
        metric: What of, one of the catalogue's.
        values: Means, by region.
        source: Where it says so.
    """

    task: str
    system: str
    cases: str
    metric: str
    values: Mapping[str, float]
    source: str


@cache
def read_published() -> tuple[Reported, ...]:
    """Read every publication's figures from `published.yaml`."""
    text = Path(__file__).with_name("published.yaml").read_text(encoding="utf-8")
    return tuple(Reported(**values) for values in yaml.safe_load(text))


REPORT_2024 = {
    "mean IoU": 0.8212,
    "Dice": 0.5927,
    "Dice NCR": 0.5407,
    "Dice ED": 0.7163,
    "Dice ET": 0.5731,
    "accuracy": 0.9939,
    "precision": 0.9940,
    "sensitivity": 0.9928,
    "specificity": 0.9980,
}
"""Test figures of the report of 2024, on its own cases."""

REPORT_NOTE = (
    "The report's figures are on its own test cases, and it does not say how they were counted; its precision, "
    "sensitivity and specificity are of the size that counts pooled over the four classes give. Those counts are what "
    "the last three columns show for the models measured here: with one label for each voxel pooled precision and "
    "sensitivity equal the accuracy and pooled specificity is 1 - (1 - accuracy) / 3, so that they say almost nothing "
    "about the tumour. The column Dice is the mean of the three labels."
)


def published_table(model: ModelResult, *, task: TaskCard) -> list[str]:
    """Show the means of each region beside those of published systems; no line where nothing was published."""
    published = [system for system in read_published() if system.task == task.id]
    lines: list[str] = []
    for metric in map(get_metric, dict.fromkeys(system.metric for system in published)):
        own = [
            f"{_as_published(model, region=region.id, metric=metric.id):.{metric.digits}f}" for region in task.regions
        ]
        rows = [[model.name, f"{len(model.cases)} cases, this card", *own]]
        for system in published:
            if system.metric == metric.id:
                scores = [f"{system.values[region.id]:g}" for region in task.regions]
                rows.append([system.system, f"{system.cases} ({system.source})", *scores])
        # A table each, which Markdown tells apart by the line between them.
        lines += [""] if lines else []
        lines += table(["system", "cases", *(f"{metric.name} {region.id}" for region in task.regions)], rows)
    return lines


def _as_published(model: ModelResult, *, region: str, metric: str) -> float:
    """Return a mean over cases, but of SEG that over cells, where they were counted: so does the challenge."""
    pooled = None
    if metric == "seg" and all(case.objects for case in model.cases):
        pooled = seg_over_objects(model.cases, region=region)
    return model.summary(region, metric).mean if pooled is None else pooled


def report_2024_table(models: Sequence[ModelResult], *, task: TaskCard) -> list[str]:
    """Show the measures of the report of 2024, as it gives them and as they are for some models of its labels."""
    if {name for name in REPORT_2024 if name.startswith("Dice ")} != {f"Dice {label.id}" for label in task.labels}:
        return []
    rows = [["the report of 2024, as it says", *(f"{value:.4f}" for value in REPORT_2024.values())]]
    for model in models:
        accuracy = mean(case.accuracy for case in model.cases)
        labels = {f"Dice {label.id}": mean(case.label_dice[label.id] for case in model.cases) for label in task.labels}
        measured = {
            "mean IoU": mean(case.mean_iou for case in model.cases),
            "accuracy": accuracy,
            "Dice": mean(labels.values()),
            "precision": accuracy,
            "sensitivity": accuracy,
            "specificity": 1 - (1 - accuracy) / len(task.labels),
            **labels,
        }
        rows.append([model.name, *(f"{measured[name]:.4f}" for name in REPORT_2024)])
    return table(["model", *REPORT_2024], rows)
