"""Figures that others reported, to stand beside measured ones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import mean

from model.evaluation.evaluation import ModelResult
from model.evaluation.markdown import table
from model.tasks.card import TaskCard


@dataclass(frozen=True, kw_only=True)
class Reported:
    """Hold Dice means that a publication reports.

    Args:
        system: What was measured.
        cases: On what.
        dice: By region.
        source: Where it says so.
    """

    system: str
    cases: str
    dice: Mapping[str, float]
    source: str


PUBLISHED = (
    Reported(
        system="nnU-Net, winner of BraTS 2020",
        cases="test set, trained on 369 cases",
        dice={"WT": 0.8895, "TC": 0.8506, "ET": 0.8203},
        source="arXiv 2011.00848",
    ),
    Reported(
        system="open_brats2020, among the best ten",
        cases="test set, trained on 369 cases",
        dice={"WT": 0.89, "TC": 0.84, "ET": 0.79},
        source="arXiv 2011.01045",
    ),
)

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
    """Show the mean Dice of each region beside that of published systems."""
    rows = [[model.name, f"{len(model.cases)} cases, this card"]]
    rows[0] += [f"{model.summary(region.id, 'dice').mean:.3f}" for region in task.regions]
    for system in PUBLISHED:
        scores = [f"{system.dice[region.id]:g}" for region in task.regions]
        rows.append([system.system, f"{system.cases} ({system.source})", *scores])
    return table(["system", "cases", *(f"Dice {region.id}" for region in task.regions)], rows)


def report_2024_table(models: Sequence[ModelResult], *, task: TaskCard) -> list[str]:
    """Show the measures of the report of 2024, as it gives them and as they are for some models."""
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
