"""The tables of an evaluation, for people."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from statistics import mean, stdev

from model.evaluation.case_result import CaseResult
from model.evaluation.evaluation import ModelResult
from model.evaluation.extent import extent_of
from model.evaluation.markdown import table
from model.evaluation.summary import Summary
from model.metrics.catalogue import Metric, get_metric
from model.tasks.card import TaskCard

PRESENT, MISSING = "●", "○"


def summary_table(models: Sequence[ModelResult], *, task: TaskCard) -> list[str]:
    """Show mean, interval and median of each metric and region, models one below the other."""
    metrics = _metrics(models, task=task)
    rows = []
    for region in task.regions:
        for model in models:
            cells = [_summary(model.summary(region.id, metric.id), digits=metric.digits) for metric in metrics]
            rows.append([region.id, model.name, *cells])
    return table(["region", "model", *(metric.name for metric in metrics)], rows)


def difference_table(models: Sequence[ModelResult], *, task: TaskCard) -> list[str]:
    """Show how much better or worse each further model is than the first, on the same cases.

    The interval is that of the differences of each case, which is narrower than those of the models where hard cases
    are hard for both.

    Raises:
        ValueError: If the models were not measured on the same cases.
    """
    first, *others = models
    names = [case.name for case in first.cases]
    rows = []
    for model in others:
        if [case.name for case in model.cases] != names:
            raise ValueError(f"`models` must be measured on the same cases, {names}. Received: {model.name}")
        cells = []
        for region in task.regions:
            dice = [[case.regions[region.id]["dice"] for case in one.cases] for one in (model, first)]
            difference = Summary.of([one - other for one, other in zip(*dice, strict=True)])
            cells.append(f"{difference.mean:+.3f} ({difference.low:+.3f} to {difference.high:+.3f})")
        rows.append([model.name, *cells])
    return table(["model", *(f"Dice {region.id}" for region in task.regions)], rows)


def case_table(model: ModelResult, *, region: str, task: TaskCard) -> list[str]:
    """Show every metric of every case in one region, with the region's volumes; of pictures its areas."""
    extent = extent_of(task)
    metrics = _metrics([model], task=task)
    confident = all(region in case.confidence for case in model.cases)
    rows = [
        [
            case.name,
            *(_number(case.regions[region][metric.id], digits=metric.digits) for metric in metrics),
            extent.words(case.true_ml[region]),
            extent.words(case.predicted_ml[region]),
            *([_number(case.confidence[region], digits=3)] if confident else []),
        ]
        for case in model.cases
    ]
    rows += _summary_rows(
        [
            *((model.summary(region, metric.id), metric.digits) for metric in metrics),
            (Summary.of([extent.of(case.true_ml[region]) for case in model.cases]), extent.digits),
            (Summary.of([extent.of(case.predicted_ml[region]) for case in model.cases]), extent.digits),
            *([(Summary.of([case.confidence[region] for case in model.cases]), 3)] if confident else []),
        ]
    )
    columns = [f"expert, {extent.name}", f"predicted, {extent.name}", *(["confidence"] if confident else [])]
    return table(["case", *(metric.name for metric in metrics), *columns], rows)


def class_table(model: ModelResult, *, task: TaskCard) -> list[str]:
    """Show what is measured over all classes at once, and each label's Dice, for every case."""
    columns = class_columns(task)
    columns.append(("seconds", lambda case: case.seconds, 1))
    rows = [[case.name, *(_number(read(case), digits=digits) for _, read, digits in columns)] for case in model.cases]
    rows += _summary_rows([(Summary.of([read(case) for case in model.cases]), digits) for _, read, digits in columns])
    return table(["case", *(name for name, _, _ in columns)], rows)


def class_comparison(models: Sequence[ModelResult], *, task: TaskCard) -> list[str]:
    """Show means and intervals of the same for several models."""
    columns = class_columns(task)
    rows = [
        [
            model.name,
            *(_summary(Summary.of([read(case) for case in model.cases]), digits=digits) for _, read, digits in columns),
        ]
        for model in models
    ]
    return table(["model", *(name for name, _, _ in columns)], rows)


def class_columns(task: TaskCard) -> list[tuple[str, Callable[[CaseResult], float], int]]:
    """Name, value and digits of each measure that is not of a region."""
    columns: list[tuple[str, Callable[[CaseResult], float], int]] = [
        ("mean IoU", lambda case: case.mean_iou, 3),
        ("accuracy", lambda case: case.accuracy, 4),
    ]
    for label in task.labels:
        columns.append((f"Dice {label.id}", _label_dice(label.id), 3))
    return columns


def fold_table(model: ModelResult, *, task: TaskCard) -> list[str]:
    """Show the mean of each metric and region in each fold, and below their mean and how far they lie apart.

    The spread is the standard deviation of the folds' means, n - 1.
    """
    metrics = _metrics([model], task=task)
    columns = [(region.id, metric) for region in task.regions for metric in metrics]
    by_name = {case.name: case for case in model.cases}
    folds = {name: [by_name[case] for case in cases] for name, cases in model.folds.items()}
    means = {
        name: [mean(case.regions[region][metric.id] for case in cases) for region, metric in columns]
        for name, cases in folds.items()
    }
    rows = [
        [name, str(len(folds[name])), *(_number(value, digits=metric.digits) for value, (_, metric) in cells)]
        for name, values in means.items()
        for cells in [list(zip(values, columns, strict=True))]
    ]
    spread = [
        f"{_number(mean(values), digits=metric.digits)} ± {_number(stdev(values), digits=metric.digits)}"
        for values, (_, metric) in zip(zip(*means.values(), strict=True), columns, strict=True)
    ]
    rows.append(["**mean ± spread**", str(len(by_name)), *spread])
    return table(["fold", "cases", *(f"{metric.name} {region}" for region, metric in columns)], rows)


def subset_table(model: ModelResult, *, task: TaskCard) -> list[str]:
    """Show the mean Dice of each region for each subset of the channels."""
    rows = []
    for subset, cases in model.subsets.items():
        marks = [PRESENT if channel in subset else MISSING for channel in task.channel_ids]
        summaries = [Summary.of([scores[region.id] for scores in cases.values()]) for region in task.regions]
        rows.append([*marks, *(_summary(summary, digits=3) for summary in summaries)])
    header = [*(channel.name for channel in task.channels), *(f"Dice {region.id}" for region in task.regions)]
    return table(header, rows)


def calibration_table(model: ModelResult) -> list[str]:
    """Show how far the probabilities can be taken at their word."""
    rows = [
        [region, f"{counts.ece:.4f}", f"{counts.undecided_ece:.3f}", f"{int(counts.voxels.sum()):,}"]
        for region, counts in model.reliability.items()
    ]
    return table(["region", "ECE", "ECE, 0.05 to 0.95", "voxels"], rows)


def _metrics(models: Sequence[ModelResult], *, task: TaskCard) -> list[Metric]:
    """Find the metrics of the card that were measured: an older evaluation may have fewer.

    Their lengths are named in what the task is measured in.
    """
    length = extent_of(task).length
    measured = [metrics for model in models for case in model.cases for metrics in case.regions.values()]
    found = [get_metric(name) for name in task.metrics if all(name in metrics for metrics in measured)]
    return [replace(metric, name=metric.name.replace(", mm", f", {length}")) for metric in found]


def _label_dice(label: str) -> Callable[[CaseResult], float]:
    return lambda case: case.label_dice[label]


def _summary_rows(columns: Sequence[tuple[Summary, int]]) -> list[list[str]]:
    return [
        ["**mean**", *(_number(summary.mean, digits=digits) for summary, digits in columns)],
        ["**95 % interval**", *(_interval(summary, digits=digits) for summary, digits in columns)],
        ["**median**", *(_number(summary.median, digits=digits) for summary, digits in columns)],
    ]


def _summary(summary: Summary, *, digits: int) -> str:
    interval = _interval(summary, digits=digits)
    return f"{_number(summary.mean, digits=digits)} ({interval}), {_number(summary.median, digits=digits)}"


def _interval(summary: Summary, *, digits: int) -> str:
    return f"{_number(summary.low, digits=digits)}–{_number(summary.high, digits=digits)}"


def _number(value: float, *, digits: int) -> str:
    return f"{value:.{digits}f}"
