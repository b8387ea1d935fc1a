"""How often the checks of an input were right, for people."""

from __future__ import annotations

from model.evaluation.markdown import table
from model.inference.checks.reference import InputReference

_PARTS = {"train": "training cases, each left out"}


def input_checks_table(reference: InputReference | None) -> list[str]:
    """Show for each kind of input of how many cases exactly the right thing was said.

    Args:
        reference: What the checks compare with, and what was measured of them; None where a task has no checks.
    """
    if reference is None:
        return ["No input is checked: nothing was measured for this task."]
    said = (
        f"Each input is compared with {reference.cases} training cases before it is segmented. Of how many cases "
        "exactly the right thing was said and nothing else, which for a good study is nothing at all:"
    )
    parts = reference.measured
    if not parts:
        return ["The input is checked, but how often the checks are right was not measured."]
    kinds = dict.fromkeys(kind for rates in parts.values() for kind in rates)
    rows = [
        [
            kind,
            *(f"{rates[kind]['right']} of {rates[kind]['cases']}" if kind in rates else "" for rates in parts.values()),
        ]
        for kind in kinds
    ]
    return [said, "", *table(["input", *(_PARTS.get(part, f"{part} cases") for part in parts)], rows)]
