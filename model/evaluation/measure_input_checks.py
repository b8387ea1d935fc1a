"""How often the checks of an input are right, on cases that they were not made from."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from model.data.case import Case
from model.evaluation.fit_input_reference import describe, fit_reference
from model.evaluation.input_trials import Trial, make_trials
from model.inference.checks.reference import InputReference
from model.inference.input_check import judge
from model.tasks.card import TaskCard

Rates = dict[str, dict[str, int]]


def try_case(case: Case, *, task: TaskCard, seed: int, impostors: bool = True) -> list[Trial]:
    """Return the trials of one case, the good study first.

    Args:
        case: With all channels.
        task: Its channels.
        seed: Of the noise and the heads.
        impostors: As for `make_trials`.

    Raises:
        VolumeError: If a file is refused.
    """
    channels = case.read_channels(task.channel_ids)
    spacing = channels[task.channel_ids[0]].grid.spacing
    volumes = {channel: volume.data for channel, volume in channels.items()}
    random = np.random.default_rng(seed)
    return list(make_trials(volumes, spacing=spacing, task=task, random=random, impostors=impostors))


def measure(trials: Sequence[Sequence[Trial]], *, references: Sequence[InputReference], task: TaskCard) -> Rates:
    """Return for each kind of trial of how many cases the findings were exactly right.

    Args:
        trials: Of each case.
        references: For each case, one that was not made from it.
        task: Names of the channels.
    """
    rates: Rates = {}
    for case, reference in zip(trials, references, strict=True):
        for trial in case:
            found = judge(trial.coarse, millilitres=trial.millilitres, task=task, reference=reference)
            rate = rates.setdefault(trial.name, {"right": 0, "cases": 0})
            rate["right"] += trial.is_right(found)
            rate["cases"] += 1
    return rates


def leave_one_out(
    trials: Sequence[Sequence[Trial]], *, task: TaskCard, on_case: Callable[[], None] = lambda: None
) -> list[InputReference]:
    """Return for each case the reference that is made from all others.

    Args:
        trials: Of each case, the good study first.
        task: Its channels.
        on_case: Told when one is done.
    """
    good = [describe(case[0].coarse, channels=task.channel_ids) for case in trials]
    references = []
    for index in range(len(good)):
        references.append(fit_reference([*good[:index], *good[index + 1 :]], channels=task.channel_ids))
        on_case()
    return references
