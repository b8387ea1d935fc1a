"""Where a model was worst, in words."""

from __future__ import annotations

from collections.abc import Sequence

from model.evaluation.case_result import CaseResult
from model.evaluation.evaluation import ModelResult
from model.evaluation.extent import Extent, extent_of
from model.tasks.card import TaskCard

POOR = 0.5
"""Dice below which a mask is of little use."""


def describe_failures(model: ModelResult, *, task: TaskCard) -> list[str]:
    """Return a line for each region: its worst case, poor cases, what was missed or made up, its volume.

    Args:
        model: What was measured.
        task: Its regions.
    """
    lines = []
    for region in task.regions:
        worst = min(model.cases, key=lambda case: case.regions[region.id]["dice"])
        poor = [case for case in model.cases if case.regions[region.id]["dice"] < POOR]
        missed = [case for case in model.cases if case.true_ml[region.id] > 0 and case.predicted_ml[region.id] == 0]
        invented = [case for case in model.cases if case.true_ml[region.id] == 0 and case.predicted_ml[region.id] > 0]
        facts = [
            f"worst case {worst.name} (Dice {worst.regions[region.id]['dice']:.3f})",
            f"Dice below {POOR} in {_names(poor, of=len(model.cases))}",
            f"missed altogether in {_names(missed, of=len(model.cases))}",
            f"drawn where the expert drew none in {_names(invented, of=len(model.cases))}",
            _bias(model.cases, region=region.id, extent=extent_of(task)),
        ]
        lines.append(f"- **{region.name} ({region.id})**: {'; '.join(facts)}.")
    return lines


def _names(cases: Sequence[CaseResult], *, of: int) -> str:
    """Count cases and name them."""
    if not cases:
        return f"none of {of} cases"
    return f"{len(cases)} of {of} cases ({', '.join(case.name for case in cases)})"


def _bias(cases: Sequence[CaseResult], *, region: str, extent: Extent) -> str:
    """Say how much the drawn volume differs from the expert's, all cases together."""
    expert = sum(case.true_ml[region] for case in cases)
    predicted = sum(case.predicted_ml[region] for case in cases)
    if expert == 0:
        return f"{extent.words(predicted)} {extent.name} drawn in all, the expert none"
    share = predicted / expert - 1
    return f"all {extent.sizes} together {abs(share):.0%} {'above' if share > 0 else 'below'} the expert's"
