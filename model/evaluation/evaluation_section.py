"""One evaluation in a model card."""

from __future__ import annotations

from model.evaluation.evaluation import Evaluation, ModelResult
from model.evaluation.films import film_table
from model.evaluation.tables import (
    PRESENT,
    calibration_table,
    case_table,
    class_table,
    difference_table,
    fold_table,
    subset_table,
    summary_table,
)
from model.tasks.card import TaskCard


def evaluation_section(
    evaluation: Evaluation, title: str, *, task: TaskCard, note: str | None = None, picture: str | None = None
) -> list[str]:
    """Return the paragraphs of a section: all models in short, then the first one case by case.

    Args:
        evaluation: What was measured.
        title: Of the section, such as "Test cases".
        task: Its regions.
        note: What to say before the figures.
        picture: Address of the reliability curve.
    """
    own = evaluation.models[0]
    parts = [
        f"## {title}",
        *([note] if note else []),
        f"{len(own.cases)} cases. Each cell: mean (95 % interval of the mean), median.",
        _join(summary_table(evaluation.models, task=task)),
    ]
    if len(evaluation.models) > 1:
        parts += [
            f"Difference of Dice to {own.name}, case by case: mean (95 % interval).",
            _join(difference_table(evaluation.models, task=task)),
            _join([f"- {model.name}: {model.description}" for model in evaluation.models[1:]]),
        ]
    for region in task.regions:
        parts += [f"### {title}: {region.name} ({region.id})", _join(case_table(own, region=region.id, task=task))]
    if len(own.folds) > 1:
        parts += [f"### {title}: folds", _join(fold_table(own, task=task))]
    parts += [f"### {title}: all classes", _join(class_table(own, task=task))]
    if films := film_table(own, task=task):
        parts += [f"### {title}: SEG of films", _join(films)]
    if own.reliability:
        parts += [f"### {title}: calibration", _join(calibration_table(own))]
    if picture is not None:
        parts.append(f"![{title}: the share of voxels inside the region over the predicted probability]({picture})")
    if own.subsets:
        parts += [f"### {title}: missing channels", _subsets(own, task=task)]
    return parts


def _subsets(model: ModelResult, *, task: TaskCard) -> str:
    title = f"Dice of each region where only the marked channels ({PRESENT}) were given."
    return _join([title, "", *subset_table(model, task=task)])


def _join(lines: list[str]) -> str:
    return "\n".join(lines)
