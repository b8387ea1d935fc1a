"""Choose on cases that a network has not seen which parts of its masks are not to be believed."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from itertools import product
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.evaluation.drawn import Drawn
from model.inference.part_rules import PartRule, PartRules
from model.metrics.case_metrics import case_metrics
from model.metrics.lesion_parts import LesionParts
from model.tasks.card import Region, TaskCard

LIMITS_MM3 = (0.0, 20.0, 50.0, 100.0, 200.0, 500.0)
"""Limits that are tried. A ball of 10 mm, the smallest lesion that RANO calls measurable, has 524 mm³: nothing of that
size is given up, whatever the means would gain (Wen et al. 2010, J Clin Oncol 28, "Definition of measurable disease").
"""

SURE_LIMITS_MM3 = (0.0, 50.0, 100.0, 200.0, 300.0)
"""Limits to what the network must be sure of that are tried: the sure inside of a lesion is smaller than the lesion."""

OBJECTIVE = "mean over the cases of half the sum of Dice and lesion-wise Dice"
LEAST_GAIN = 0.002
"""By which a rule must raise the objective; less is what the next few cases would take away again."""

MEASURED = ("dice", "lesion_dice", "hd95")
_EQUAL = 1e-9


def choose_rules(
    drawn: Sequence[Drawn], *, task: TaskCard, on_region: Callable[[str], None] = lambda region: None
) -> dict[str, Any]:
    """Return the entry `rules` of the weights' card.

    Regions are chosen from the outermost to the innermost, each on what the rules of those around it left.

    Args:
        drawn: At least one case.
        task: Its regions.
        on_region: Told each region before it is chosen.

    Raises:
        ValueError: If there is no case.
    """
    if not drawn:
        raise ValueError("`drawn` must hold at least one case. Received none.")
    left = [dataclasses.replace(case, labels=case.labels.copy()) for case in drawn]
    chosen: dict[str, PartRule] = {}
    objective = {}
    for region in task.regions:
        on_region(region.id)
        scores = np.array([_scores(case, region=region) for case in left])
        index = pick(scores)
        others = [pick(np.delete(scores, row, axis=0)) for row in range(len(left))] if len(left) > 1 else [index]
        objective[region.id] = {
            "before": float(scores[:, 0].mean()),
            "after": float(scores[:, index].mean()),
            # Of each case by the rule that all others choose for this region: what a new patient may expect.
            "left_out": float(np.mean([row[other] for row, other in zip(scores, others, strict=True)])),
        }
        if index:
            chosen[region.id] = CANDIDATES[index]
            for case in left:
                rule = PartRules(regions={region.id: CANDIDATES[index]})
                rule.apply(case.labels, task=task, voxel_mm3=case.voxel_mm3, sure_mm3=case.sure_mm3)
    before, after = (_means(cases, task=task) for cases in (drawn, left))
    return {
        **{region: dataclasses.asdict(rule) for region, rule in chosen.items()},
        "cases": len(drawn),
        "chosen_for": OBJECTIVE,
        "least_gain": LEAST_GAIN,
        "tried_mm3": list(LIMITS_MM3),
        "tried_sure_mm3": list(SURE_LIMITS_MM3),
        "measured": {
            region.id: {
                "objective": {when: round(value, 4) for when, value in objective[region.id].items()},
                **{
                    metric: {"before": before[region.id][metric], "after": after[region.id][metric]}
                    for metric in MEASURED
                },
            }
            for region in task.regions
        },
    }


def pick(scores: NDArray[np.float64]) -> int:
    """Return which of the candidates is best on some cases, each of its limits worth its place.

    Args:
        scores: The objective of each case with each of the `CANDIDATES`, `(cases, candidates)`.
    """
    means = scores.mean(axis=0)
    for limits in range(4):
        # Candidates stand in order, so that the smaller one wins a tie.
        allowed = [index for index, rule in enumerate(CANDIDATES) if _limits(rule) <= limits]
        best = next(index for index in allowed if means[index] >= means[allowed].max() - _EQUAL)
        if means.max() - means[best] < LEAST_GAIN - _EQUAL:
            break
    return best


def _limits(rule: PartRule) -> int:
    return sum(limit > 0 for limit in dataclasses.astuple(rule))


CANDIDATES: tuple[PartRule, ...] = tuple(
    sorted(
        (
            PartRule(smallest_part_mm3=part, smallest_region_mm3=region, least_sure_mm3=sure)
            for part, region, sure in product(LIMITS_MM3, LIMITS_MM3, SURE_LIMITS_MM3)
        ),
        key=lambda rule: (sum(dataclasses.astuple(rule)), rule.smallest_part_mm3, rule.smallest_region_mm3),
    )
)
"""All limits with all others, those that give up nothing first."""


def _scores(case: Drawn, *, region: Region) -> list[float]:
    """Return the objective of a case in one region, with each candidate: the parts are found once for all of them."""
    truth, prediction = (np.isin(mask, region.labels) for mask in (case.truth, case.labels))
    found = LesionParts.of(truth, prediction, spacing=case.spacing)
    known: dict[bytes, float] = {}
    scores = []
    for rule in CANDIDATES:
        kept = rule.keeps(found.parts, voxel_mm3=case.voxel_mm3)
        if rule.doubts(case.sure_mm3[region.id]):
            kept = np.zeros_like(kept)
        key = kept.tobytes()
        if key not in known:
            known[key] = (found.dice(kept) + found.lesion_dice(kept)) / 2
        scores.append(known[key])
    return scores


def _means(cases: Sequence[Drawn], *, task: TaskCard) -> Mapping[str, Mapping[str, float]]:
    """Return the mean over cases of what is shown, by region, by metric."""
    asked = dataclasses.replace(task, metrics=MEASURED)
    measured = [case_metrics(case.truth, case.labels, task=asked, spacing=case.spacing) for case in cases]
    return {
        region.id: {
            metric: round(float(np.mean([case[region.id][metric] for case in measured])), 4) for metric in MEASURED
        }
        for region in task.regions
    }
