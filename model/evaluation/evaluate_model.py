"""Measure a model on many cases."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import numpy as np

from model.data.case import Case
from model.evaluation.case_result import CaseResult
from model.evaluation.evaluate_case import evaluate_case
from model.evaluation.evaluation import ModelResult
from model.evaluation.labeller import Labeller, Probabilities
from model.evaluation.reliability import Reliability
from model.evaluation.study import Study, read_study
from model.evaluation.subsets import Subset, channel_subsets, subset_dice
from model.tasks.card import TaskCard
from model.volumes.write import write_mask


def evaluate_model(
    labeller: Labeller,
    *,
    cases: Sequence[Case],
    task: TaskCard,
    name: str,
    subsets: bool = False,
    masks: Path | None = None,
    on_step: Callable[[str], None] = lambda case: None,
) -> ModelResult:
    """Label every case and measure it.

    Args:
        labeller: What to measure.
        cases: With expert masks, at least one.
        task: Its channels, regions and metrics.
        name: What to call it.
        subsets: Whether to measure every subset of the channels too; passed over where the labeller cannot.
        masks: Where the predicted masks are written, each under its case's name; nowhere where None.
        on_step: Told the case after each labelling, `steps_per_case` times a case.

    Raises:
        ValueError: If a case has no mask.
        NeuroSliceModelError: If a file is refused or a case cannot be labelled.
    """
    results: list[CaseResult] = []
    reliability: dict[str, Reliability] = {}
    table: dict[Subset, dict[str, dict[str, float]]] = {}
    for case in cases:
        study = read_study(case, task=task)
        result, labelled = evaluate_case(study, labeller=labeller, task=task)
        results.append(result)
        if labelled.probabilities is not None:
            for region, counts in count_reliability(study, labelled.probabilities, task=task).items():
                reliability[region] = reliability[region] + counts if region in reliability else counts
        if masks is not None:
            masks.mkdir(parents=True, exist_ok=True)
            write_mask(labelled.labels, like=study.truth.header, path_or_fileobj=masks / f"{case.name}.nii.gz")
        on_step(case.name)
        if subsets and labeller.takes_any_channels:
            whole, *others = channel_subsets(task)
            table.setdefault(whole, {})[case.name] = {
                region: metrics["dice"] for region, metrics in result.regions.items()
            }
            for subset in others:
                scores = subset_dice(study, subset, labeller=labeller, task=task)
                table.setdefault(subset, {})[case.name] = dict(scores)
                on_step(case.name)
    return ModelResult(
        name=name,
        description=labeller.description,
        cases=tuple(results),
        reliability=reliability,
        subsets=table,
    )


def steps_per_case(labeller: Labeller, *, task: TaskCard, subsets: bool) -> int:
    """Count how often `evaluate_model` labels each case."""
    return len(channel_subsets(task)) if subsets and labeller.takes_any_channels else 1


def count_reliability(study: Study, probabilities: Probabilities, *, task: TaskCard) -> dict[str, Reliability]:
    """Count the voxels of a case's brain by their probability of belonging to each region.

    Args:
        study: With the expert's labels.
        probabilities: Of its regions.
        task: Its regions.
    """
    inside = probabilities.in_brain()
    prepared = probabilities.prepared
    truth = study.truth.data[prepared.box][prepared.brain]
    return {
        region.id: Reliability.count(inside[:, index], np.isin(truth, region.labels))
        for index, region in enumerate(task.regions)
    }
