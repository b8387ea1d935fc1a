"""SEG of whole films, as the Cell Tracking Challenge counts it: over cells, not over frames."""

from __future__ import annotations

from collections.abc import Sequence

from model.data.dic_hela import frames_of_one_sequence
from model.evaluation.case_result import CaseResult
from model.evaluation.evaluation import ModelResult
from model.evaluation.markdown import table
from model.metrics.catalogue import get_metric
from model.tasks.card import TaskCard

__all__ = ["film_table", "seg_over_objects"]


def film_table(model: ModelResult, *, task: TaskCard) -> list[str]:
    """Show SEG of each film and of all cases: the mean over frames, and that over all objects pooled.

    Args:
        model: Its cases, each a frame.
        task: Its regions.

    Returns:
        Lines of a table; none where SEG was not measured, or objects were not counted.
    """
    if "seg" not in task.metrics or not all(case.objects for case in model.cases):
        return []
    cases = {case.name: case for case in model.cases}
    groups = [[cases[name] for name in sorted(group)] for group in frames_of_one_sequence(cases)]
    films = sorted((group[0].name.rpartition("-")[0], group) for group in groups)
    rows = [_row(name, group, task=task) for name, group in [*films, ("all cases", list(model.cases))]]
    columns = [
        f"{region.id} {column}" for region in task.regions for column in ("cells", "SEG over frames", "SEG over cells")
    ]
    return table(["film", "frames", *columns], rows)


def seg_over_objects(cases: Sequence[CaseResult], *, region: str) -> float | None:
    """Return the mean over the objects of all cases; None where there is none.

    Args:
        cases: Each with SEG, a mean over its own objects, and their number.
        region: Its id.
    """
    count = sum(case.objects[region] for case in cases)
    return sum(case.regions[region]["seg"] * case.objects[region] for case in cases) / count if count else None


def _row(name: str, cases: Sequence[CaseResult], *, task: TaskCard) -> list[str]:
    digits = get_metric("seg").digits
    row = [name, str(len(cases))]
    for region in task.regions:
        frames = sum(case.regions[region.id]["seg"] for case in cases) / len(cases)
        pooled = seg_over_objects(cases, region=region.id)
        row += [
            str(sum(case.objects[region.id] for case in cases)),
            f"{frames:.{digits}f}",
            "–" if pooled is None else f"{pooled:.{digits}f}",
        ]
    return row
