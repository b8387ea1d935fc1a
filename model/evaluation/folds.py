"""Which network measures which case: one that has not seen the patient."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from model.data.case import Case
from model.data.patients import with_same_patients
from model.errors import ModelUnavailable
from model.tasks.card import TaskCard
from model.weights.card import WeightsCard, read_card


@dataclass(frozen=True, kw_only=True)
class Fold:
    """Hold a network and cases that are new to it.

    Args:
        folder: Of its weights.
        card: Of its weights.
        cases: By none of whose patients it was trained.
    """

    folder: Path
    card: WeightsCard
    cases: tuple[Case, ...]


def pair_folds(
    folders: Sequence[Path], *, cases: Sequence[Case], task: TaskCard
) -> tuple[tuple[Fold, ...], tuple[Case, ...]]:
    """Give each case once, to the first network that was not trained on it or on the same patient under another name.

    Args:
        folders: Of the weights.
        cases: To give away.
        task: Names the files of the weights.

    Returns:
        The networks that got a case, in the order of their folders, and the cases that every network was trained on.

    Raises:
        ModelUnavailable: If a folder has no card of weights, or it does not say what they were trained on.
        ValueError: If a folder is given twice, or no case is new to any network.
    """
    if len({folder.resolve() for folder in folders}) < len(folders):
        raise ValueError(f"Each folder of weights must be given once. Received: {', '.join(map(str, folders))}")
    left = list(cases)
    folds = []
    for folder in folders:
        card = read_card(task.weights, folder=folder)
        if "cases" not in card.training:
            raise ModelUnavailable(
                f"The card of the weights in {folder} does not say which cases they were trained on."
            )
        seen = with_same_patients(card.training["cases"], among=[case.name for case in left])
        new = tuple(case for case in left if case.name not in seen)
        left = [case for case in left if case.name in seen]
        if new:
            folds.append(Fold(folder=folder, card=card, cases=new))
    if not folds:
        raise ValueError("Every case with a mask was trained on, which says nothing about new patients.")
    return tuple(folds), tuple(left)


def cases_by_fold(folds: Sequence[Fold]) -> dict[str, list[str]]:
    """Return the names of each fold's cases, by a name for the fold.

    Args:
        folds: As `pair_folds` gives them.
    """
    return {f"fold {place}": [case.name for case in fold.cases] for place, fold in enumerate(folds, start=1)}
