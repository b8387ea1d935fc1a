"""Which cases are shown: the best, the median and the worst."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from model.data.case import Case
from model.data.splits import choose
from model.evaluation.case_picture import write_case_picture
from model.evaluation.case_result import CaseResult
from model.evaluation.evaluation import ModelResult
from model.evaluation.mask_labeller import MaskLabeller
from model.evaluation.reliability_picture import write_reliability_picture
from model.evaluation.study import read_study
from model.tasks.card import TaskCard


def write_pictures(
    model: ModelResult, *, cases: Sequence[Case], masks: Path, folder: Path, task: TaskCard
) -> tuple[Path, ...]:
    """Draw the best, the median and the worst case, and the reliability curve.

    Args:
        model: What was measured.
        cases: On these.
        masks: Where the predicted masks lie, each under its case's name.
        folder: Where the PNG files go.
        task: Its channels and regions.

    Returns:
        The files.

    Raises:
        ModuleNotFoundError: If Matplotlib is not installed.
    """
    paths = []
    labeller = MaskLabeller(masks, task=task)
    for rank, result in chosen_cases(model.cases).items():
        (case,) = choose(cases, [result.name])
        study = read_study(case, task=task)
        labels = labeller.label(study).labels
        path = folder / f"{rank}.png"
        write_case_picture(study, labels, result=result, title=rank.capitalize(), task=task, path=path)
        paths.append(path)
    if model.reliability:
        path = folder / "reliability.png"
        title = f"{model.name}, {len(model.cases)} cases"
        write_reliability_picture(model.reliability, title=title, task=task, path=path)
        paths.append(path)
    return tuple(paths)


def chosen_cases(results: Sequence[CaseResult]) -> dict[str, CaseResult]:
    """Return the best, the median and the worst case by the mean of the regions' Dice.

    Args:
        results: At least one; no case is shown twice where there are fewer than three.
    """
    ranked = sorted(results, key=lambda result: (result.mean_dice, result.name))
    chosen: dict[str, CaseResult] = {}
    for rank, place in (("best", -1), ("worst", 0), ("median", (len(ranked) - 1) // 2)):
        if ranked[place] not in chosen.values():
            chosen[rank] = ranked[place]
    return chosen
