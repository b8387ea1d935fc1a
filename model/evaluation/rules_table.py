"""What part rules do, for people."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from model.evaluation.choose_rules import MEASURED
from model.evaluation.markdown import table
from model.inference.part_rules import PartRule, PartRules
from model.metrics.catalogue import get_metric
from model.tasks.card import TaskCard


def rules_table(rules: Mapping[str, Any], *, task: TaskCard) -> list[str]:
    """Show each region's limits, and the means of what was measured before and after.

    Args:
        rules: The entry of a weights' card, as `choose_rules` made it.
        task: Its regions.
    """
    chosen = PartRules.from_card(rules, task=task).regions
    metrics = [get_metric(name) for name in MEASURED]
    rows = []
    for region in task.regions:
        rule, measured = chosen.get(region.id), rules["measured"][region.id]
        limits = dataclasses.astuple(rule or PartRule())
        rows.append(
            [
                region.id,
                *(f"{limit:g}" if limit else "none" for limit in limits),
                *(_change(measured[metric.id], digits=metric.digits) for metric in metrics),
                _change(measured["objective"], digits=3),
                f"{measured['objective']['left_out']:.3f}",
            ]
        )
    header = [
        "region",
        "smallest part, mm³",
        "smallest region, mm³",
        "least sure, mm³",
        *(metric.name for metric in metrics),
    ]
    return [
        *table([*header, "(Dice + lesion-wise) / 2", "by rules of the other cases"], rows),
        "",
        f"Means over {rules['cases']} unseen cases, before → after.",
    ]


def _change(means: Mapping[str, float], *, digits: int) -> str:
    return f"{means['before']:.{digits}f} → {means['after']:.{digits}f}"
