"""The model card for people, from everything that was written down about a model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from string import Template
from typing import Any

from model.evaluation.evaluation import DEFINITIONS, Evaluation, ModelResult
from model.evaluation.failures import describe_failures
from model.evaluation.markdown import text_table
from model.evaluation.reported import REPORT_NOTE, published_table, report_2024_table
from model.evaluation.tables import (
    PRESENT,
    calibration_table,
    case_table,
    class_table,
    difference_table,
    subset_table,
    summary_table,
)
from model.evaluation.words import words
from model.tasks.card import TaskCard
from model.weights.card import WeightsCard

TEMPLATES = Path(__file__).parent / "templates"


def model_card(
    card: WeightsCard,
    *,
    task: TaskCard,
    size: int,
    evaluations: Mapping[str, Evaluation],
    pictures: Mapping[str, str] | None = None,
    sections: Sequence[str] = (),
) -> str:
    """Write the card in Markdown.

    Args:
        card: Of the weights.
        task: What they segment.
        size: Of the file of weights, bytes.
        evaluations: By title, such as "Test cases"; the last one is that on which failures are described. In each the
            first model is the one with these weights.
        pictures: By title of an evaluation, the address of its reliability curve.
        sections: Markdown to set in after the evaluations, each beginning with its heading: ablation, learning curve.

    Raises:
        ValueError: If there is no evaluation, or one is of another task or of other weights.
    """
    if not evaluations:
        raise ValueError("`evaluations` must hold at least one. Received none.")
    for title, evaluation in evaluations.items():
        _check(evaluation, title=title, card=card, task=task)
    *_, last = evaluations.values()
    own = last.models[0]
    parts = [
        part
        for title, evaluation in evaluations.items()
        for part in _evaluation(evaluation, title, picture=(pictures or {}).get(title), task=task)
    ]
    template = Template((TEMPLATES / f"{task.id}.md").read_text(encoding="utf-8"))
    return template.substitute(
        name=card.name,
        version=card.version,
        facts=_join(_facts(card, task=task, size=size)),
        scaling=card.scaling,
        intended_use=card.intended_use,
        data=_join(_data(card.training)),
        case_list=_case_list(card.training),
        recipe=_join(_recipe(card.training)),
        evaluations="\n\n".join([*parts, *(section.strip() for section in sections)]),
        comparison=_join(
            [*report_2024_table(last.models, task=task), "", REPORT_NOTE, "", *published_table(own, task=task)]
        ),
        failures=_join(describe_failures(own, task=task)),
        limits=_join(_limits(card, evaluations)),
        definitions=_join([f"- {text}" for text in DEFINITIONS.values()]),
    )


def _check(evaluation: Evaluation, *, title: str, card: WeightsCard, task: TaskCard) -> None:
    if evaluation.task != task.id:
        raise ValueError(f"The evaluation {title!r} must be of task {task.id}. Received: {evaluation.task}")
    described = evaluation.models[0].description
    if card.sha256[:12] not in described:
        raise ValueError(f"The evaluation {title!r} must be of weights {card.sha256[:12]}. Received: {described}")


def _facts(card: WeightsCard, *, task: TaskCard, size: int) -> list[str]:
    names = task.channel_names
    regions = ", ".join(
        f"{region.id} {region.name.lower()} (labels {', '.join(map(str, region.labels))})" for region in task.regions
    )
    rows = [
        ["task", f"{task.name}: {task.description}"],
        ["network", f"`{card.network['name']}`: {words(card.network['arguments'])}"],
        ["weights", f"`{card.file}`, {size / 1e6:.1f} MB, SHA-256 `{card.sha256}`"],
        ["input", f"{', '.join(names[channel] for channel in card.channels)} and the brain mask"],
        ["works at", f"{' x '.join(f'{size:g}' for size in card.spacing)} mm; the mask is on the study's own grid"],
        ["output", regions],
        ["calibration", _calibration(card.calibration)],
    ]
    return text_table(rows)


def _calibration(calibration: Mapping[str, Any]) -> str:
    temperature = calibration.get("temperature", {})
    if not temperature:
        return "none: probabilities are as the network gives them"
    values = ", ".join(f"{region} {value:.2f}" for region, value in temperature.items())
    return f"temperature {values}" + (f", from {calibration['cases']} cases" if "cases" in calibration else "")


def _data(training: Mapping[str, Any]) -> list[str]:
    rows = [
        [source["name"], str(source["cases"]), source["licence"], source["citation"]]
        for source in training.get("sources", ())
    ]
    return text_table(rows, header=["source", "cases", "licence", "citation"])


def _case_list(training: Mapping[str, Any]) -> str:
    """Name the cases of each part of the split, folded away."""
    parts = training.get("split") or {"train": training.get("cases", ())}
    return "\n\n".join(
        f"<details><summary>{part}: {len(names)} cases</summary>\n\n{', '.join(names)}\n\n</details>"
        for part, names in parts.items()
        if names
    )


def _recipe(training: Mapping[str, Any]) -> list[str]:
    """Show everything about the training that has no section of its own."""
    elsewhere = {"cases", "sources", "split", "preset", "versions"}
    shown = {key: value for key, value in training.items() if key not in elsewhere}
    if isinstance(seconds := shown.get("seconds"), int | float):
        shown["seconds"] = f"{seconds} ({seconds / 3600:.1f} hours)"
    shown.update({f"preset: {key}": value for key, value in training.get("preset", {}).items()})
    shown["versions"] = training.get("versions", {})
    return text_table([[key.replace("_", " "), words(value)] for key, value in shown.items()])


def _evaluation(evaluation: Evaluation, title: str, *, picture: str | None, task: TaskCard) -> list[str]:
    own = evaluation.models[0]
    parts = [
        f"## {title}",
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
    parts += [f"### {title}: all classes", _join(class_table(own, task=task))]
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


def _limits(card: WeightsCard, evaluations: Mapping[str, Evaluation]) -> list[str]:
    counts = ", ".join(f"{len(evaluation.models[0].cases)} ({title})" for title, evaluation in evaluations.items())
    trained = len(card.training.get("cases", ()))
    return [
        f"The model learned from {trained} whole cases and was measured on few: {counts}. The intervals say how far "
        "the means would move with other cases of the same kind; they cannot speak for scanners, hospitals and tumours "
        "that are not among them. Each case was drawn by one group of experts; where another would have drawn "
        "otherwise, no figure here tells."
    ]


def _join(lines: Sequence[str]) -> str:
    return "\n".join(lines)
