"""What a network is, for people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from model.evaluation.extent import extent_of
from model.evaluation.markdown import text_table
from model.evaluation.words import words
from model.inference.part_rules import PartRules
from model.tasks.card import TaskCard
from model.weights.card import WeightsCard


def card_facts(card: WeightsCard, *, task: TaskCard, size: int) -> list[str]:
    """Return the lines of a table: the network, its file, what goes in, what comes out, and what happens to that.

    Args:
        card: Of the weights.
        task: What they segment.
        size: Of the file of weights, bytes.
    """
    names = task.channel_names
    spacing = " x ".join(f"{size:g}" for size in card.spacing[: 2 if task.pictures else 3])
    regions = ", ".join(
        f"{region.id} {region.name.lower()} (labels {', '.join(map(str, region.labels))})" for region in task.regions
    )
    rows = [
        ["task", f"{task.name}: {task.description}"],
        ["network", _network(card)],
        ["weights", f"`{card.file}`, {size / 1e6:.1f} MB, SHA-256 `{card.sha256}`"],
        ["input", f"{', '.join(names[channel] for channel in card.channels)} and the mask of what is not background"],
        ["works at", f"{spacing} {extent_of(task).length}; the mask is on the study's own grid"],
        ["output", regions],
        ["calibration", _calibration(card.calibration)],
        ["part rules", _rules(card.rules, task=task)],
    ]
    return text_table(rows)


def _network(card: WeightsCard) -> str:
    said = f"`{card.network['name']}`: {words(card.network['arguments'])}"
    return said if card.members == 1 else f"{said}; {card.members} of them, whose logits are averaged"


def _calibration(calibration: Mapping[str, Any]) -> str:
    temperature = calibration.get("temperature", {})
    if not temperature:
        return "none: probabilities are as the network gives them"
    values = ", ".join(f"{region} {value:.2f}" for region, value in temperature.items())
    return f"temperature {values}" + (f", from {calibration['cases']} cases" if "cases" in calibration else "")


def _rules(rules: Mapping[str, Any], *, task: TaskCard) -> str:
    given_up = PartRules.from_card(rules, task=task).words()
    if not given_up:
        return "none: every part that is found is drawn, however small"
    chosen = f"; chosen on {rules['cases']} cases that the networks had not seen" if "cases" in rules else ""
    return f"given up and drawn as what is around them: {given_up}{chosen}"
