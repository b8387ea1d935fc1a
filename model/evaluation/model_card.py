"""The model card for people, from everything that was written down about a model."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from string import Template
from typing import Any

from model.evaluation.calibration_section import calibration_section
from model.evaluation.card_facts import card_facts
from model.evaluation.evaluation import Evaluation, definitions_for
from model.evaluation.evaluation_section import evaluation_section
from model.evaluation.failures import describe_failures
from model.evaluation.folds_labeller import CROSS_VALIDATION
from model.evaluation.input_checks_table import input_checks_table
from model.evaluation.markdown import text_table
from model.evaluation.network_labeller import GIVEN_UP
from model.evaluation.reported import REPORT_NOTE, published_table, report_2024_table
from model.evaluation.words import words
from model.inference.checks.reference import read_reference
from model.inference.part_rules import PartRules
from model.tasks.card import TaskCard
from model.weights.card import WeightsCard

TEMPLATES = Path(__file__).parent / "templates"

CROSS_VALIDATED = "Cross-validation"
"""Title of the section of networks that were trained for it."""


def model_card(
    card: WeightsCard,
    *,
    task: TaskCard,
    size: int,
    evaluations: Mapping[str, Evaluation],
    cross_validation: Evaluation | None = None,
    pictures: Mapping[str, str] | None = None,
    sections: Sequence[str] = (),
) -> str:
    """Write the card in Markdown.

    Args:
        card: Of the weights.
        task: What they segment.
        size: Of the file of weights, bytes.
        evaluations: By title, such as "Test cases". In each the first model is the one with these weights.
        cross_validation: Of networks of the same recipe, each on cases that it has not seen; shown first. Of all
            evaluations the last one is that which stands beside published figures.
        pictures: By title of an evaluation, `CROSS_VALIDATED` for the cross-validation, the address of its reliability
            curve.
        sections: Markdown to set in after the evaluations, each beginning with its heading: ablation, learning curve.

    Raises:
        ValueError: If there is no evaluation, or one is of another task, of other weights or with other part rules.
    """
    for title, evaluation in evaluations.items():
        _check(evaluation, title=title, card=card, task=task)
    shown = dict(evaluations)
    notes = {}
    if cross_validation is not None:
        _check_cross_validation(cross_validation, card=card, task=task)
        shown = {CROSS_VALIDATED: cross_validation, **shown}
        notes[CROSS_VALIDATED] = _cross_validation_note(cross_validation, card=card, task=task)
    if not shown:
        raise ValueError("`evaluations` must hold at least one. Received none.")
    *_, last = shown.values()
    own = last.models[0]
    parts = [
        part
        for title, evaluation in shown.items()
        for part in evaluation_section(
            evaluation, title, task=task, note=notes.get(title), picture=(pictures or {}).get(title)
        )
    ]
    if calibrated := calibration_section(card, task=task):
        parts.append(_join(calibrated))
    return _template(task).substitute(
        name=card.name,
        version=card.version,
        facts=_join(card_facts(card, task=task, size=size)),
        scaling=card.scaling,
        intended_use=card.intended_use,
        data=_join(_data(card.training)),
        case_list=_case_list(card.training),
        recipe=_join(_recipe(card.training)),
        evaluations="\n\n".join([*parts, *(section.strip() for section in sections)]),
        report_2024=_join([*report_2024_table(last.models, task=task), "", REPORT_NOTE]),
        published=_join(published_table(own, task=task) or ["None is known for this task."]),
        failures=_failures(shown, task=task),
        input_checks=_join(input_checks_table(read_reference(task.id))),
        limits=_join(_limits(card, shown)),
        definitions=_join([f"- {text}" for text in definitions_for(task)]),
    )


def _template(task: TaskCard) -> Template:
    """Return the text around the figures: a task's own, or the one for every task that has none."""
    own = TEMPLATES / f"{task.id}.md"
    return Template((own if own.is_file() else TEMPLATES / "any-task.md").read_text(encoding="utf-8"))


def _failures(shown: Mapping[str, Evaluation], *, task: TaskCard) -> str:
    """Describe the failures of every evaluation, each under its title: the most telling ones may be in any."""
    return "\n\n".join(
        f"{title}:\n\n{_join(describe_failures(evaluation.models[0], task=task))}"
        for title, evaluation in shown.items()
    )


def _check(evaluation: Evaluation, *, title: str, card: WeightsCard, task: TaskCard) -> None:
    if evaluation.task != task.id:
        raise ValueError(f"The evaluation {title!r} must be of task {task.id}. Received: {evaluation.task}")
    described = evaluation.models[0].description
    if card.sha256[:12] not in described:
        raise ValueError(f"The evaluation {title!r} must be of weights {card.sha256[:12]}. Received: {described}")
    rules = PartRules.from_card(card.rules, task=task).words()
    if described.partition(GIVEN_UP)[2] != rules:
        raise ValueError(
            f"The evaluation {title!r} must be with the card's part rules, {rules or 'none'}: measure it again. "
            f"Received: {described}"
        )


def _check_cross_validation(evaluation: Evaluation, *, card: WeightsCard, task: TaskCard) -> None:
    if evaluation.task != task.id:
        raise ValueError(f"The cross-validation must be of task {task.id}. Received: {evaluation.task}")
    own = evaluation.models[0]
    if not own.description.startswith(CROSS_VALIDATION) or not own.name.startswith(card.name):
        raise ValueError(
            f"The cross-validation must be of several networks {card.name}, measured with --weights for each fold. "
            f"Received: {own.name}: {own.description}"
        )


def _cross_validation_note(evaluation: Evaluation, *, card: WeightsCard, task: TaskCard) -> str:
    described = evaluation.models[0].description
    rules = PartRules.from_card(card.rules, task=task).words()
    same = rules in described if rules else GIVEN_UP not in described
    return (
        "What was measured here is not this file of weights but networks of the same kind, each on cases that it was "
        "not trained on. Calibration and part rules that were chosen on the same cases look a little better here than "
        f"on new ones. {'' if same else 'The part rules were not those of this card. '}"
        f"Measured by {described}."
    )


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
    steps, spent = (_with_first_weights(training, key=key) for key in ("steps", "seconds"))
    if steps != training.get("steps", 0):
        shown["with first weights"] = f"{steps} steps, {spent} seconds ({spent / 3600:.1f} hours)"
    shown.update({f"preset: {key}": value for key, value in training.get("preset", {}).items()})
    shown["versions"] = training.get("versions", {})
    return text_table([[key.replace("_", " "), words(value)] for key, value in shown.items()])


def _with_first_weights(training: Mapping[str, Any], *, key: str) -> int:
    """Add up what was spent on a network, or on all of several, and on the weights that each of them began with."""
    if members := training.get("members"):
        return sum(_with_first_weights(member, key=key) for member in members)
    first = training.get("first_weights")
    return int(training.get(key) or 0) + (_with_first_weights(first, key=key) if first else 0)


def _limits(card: WeightsCard, evaluations: Mapping[str, Evaluation]) -> list[str]:
    counts = ", ".join(f"{len(evaluation.models[0].cases)} ({title})" for title, evaluation in evaluations.items())
    trained = len(card.training.get("cases", ()))
    return [
        f"The model learned from {trained} whole cases and was measured on few: {counts}. The intervals say how far "
        "the means would move with other cases of the same kind; they cannot speak for devices, places and subjects "
        "that are not among them. Each case was drawn by one group of experts; where another would have drawn "
        "otherwise, no figure here tells."
    ]


def _join(lines: Sequence[str]) -> str:
    return "\n".join(lines)
