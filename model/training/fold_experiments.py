"""One recipe on every fold."""

from __future__ import annotations

import dataclasses
from collections.abc import Sequence

from model.data.folds import make_folds
from model.data.patients import patient_groups
from model.data.splits import Split, first_cases
from model.training.experiment import Experiment
from model.weights.sources import source_of

__all__ = ["divide", "fold_experiments"]


def divide(names: Sequence[str], *, folds: int) -> tuple[Split, ...]:
    """Divide cases by source, each patient whole; always alike, so that all recipes meet the same folds.

    Args:
        names: Of the cases.
        folds: How many.

    Raises:
        ValueError: If there are more folds than patients.
    """
    return make_folds(names, count=folds, groups=patient_groups(names), stratum=source_of)


def fold_experiments(
    names: Sequence[str], *, folds: int, experiment: Experiment, only: Sequence[int] = (), count: int | None = None
) -> dict[str, Experiment]:
    """Return an experiment for each fold, by the name `fold-N`.

    Args:
        names: Of the cases.
        folds: How many parts.
        experiment: Everything but the split.
        only: The folds that are wanted; all where empty.
        count: Cases to learn from; all where None.

    Raises:
        ValueError: If a fold does not exist, or there are too few cases.
    """
    splits = divide(names, folds=folds)
    wanted = sorted(set(only)) if only else range(folds)
    if not set(wanted) <= set(range(folds)):
        raise ValueError(f"Folds are counted from 0 to {folds - 1}. Received: {list(wanted)}")
    chosen = {fold: splits[fold] if count is None else first_cases(splits[fold], count=count) for fold in wanted}
    return {f"fold-{fold}": dataclasses.replace(experiment, split=split) for fold, split in chosen.items()}
