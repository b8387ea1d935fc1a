"""Ejection fractions of a model's masks beside those of the experts'."""

from __future__ import annotations

from collections.abc import Sequence

from model.data.acdc import frames_of_one_patient
from model.evaluation.case_result import CaseResult
from model.evaluation.evaluation import ModelResult
from model.evaluation.markdown import table
from model.metrics.ejection_fraction import ejection_fraction
from model.tasks.card import TaskCard

__all__ = ["ejection_table"]


def ejection_table(model: ModelResult, *, task: TaskCard) -> list[str]:
    """Show the ejection fractions of every patient of whom two moments were measured, and how far they are off.

    Args:
        model: Its cases, each one moment of a patient's heart.
        task: Names the regions that eject.

    Returns:
        Lines of a table; none where the task has no such region, or no patient was measured at two moments.
    """
    cases = {case.name: case for case in model.cases}
    groups = sorted(sorted(group) for group in frames_of_one_patient(cases) if len(group) > 1)
    rows = []
    differences: dict[str, list[float]] = {region: [] for region in task.ejecting}
    for names in groups:
        row = [names[0].split("_")[0]]
        for region in task.ejecting:
            true, found = _fractions([cases[name] for name in names], region=region)
            if true is None or found is None:
                row += [_percent(true), _percent(found), "–"]
                continue
            differences[region].append(found - true)
            row += [_percent(true), _percent(found), f"{found - true:+.1f}"]
        rows.append(row)
    if not rows or not task.ejecting:
        return []
    means = [["", "", _mean([abs(each) for each in differences[region]])] for region in task.ejecting]
    rows.append(["mean absolute difference", *(cell for cells in means for cell in cells)])
    header = [name for region in task.ejecting for name in (f"{region} expert, %", f"{region} found, %", "difference")]
    return table(["patient", *header], rows)


def _fractions(cases: Sequence[CaseResult], *, region: str) -> tuple[float | None, float | None]:
    """Return what the experts' and the model's volumes give; None where a ventricle was never found."""
    return (
        _fraction([case.true_ml[region] for case in cases]),
        _fraction([case.predicted_ml[region] for case in cases]),
    )


def _fraction(volumes: Sequence[float]) -> float | None:
    return ejection_fraction(volumes) if max(volumes) > 0 else None


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}"


def _mean(values: Sequence[float]) -> str:
    return f"{sum(values) / len(values):.1f}" if values else "–"
