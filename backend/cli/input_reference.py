"""`neuroslice input-reference`: learn what good inputs look like, and measure what the checks then notice."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from model.evaluation.input_trials import Trial

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)

_IMPOSTORS_EVERY = 4
"""Noise and heads are tried on every so many of the training cases: they are the same from case to case."""


@click.command("input-reference")
@click.option("--task", "task_id", default="brain-tumour", show_default=True, help="Task card of the cases.")
@click.option("--train", required=True, type=_FOLDER, help="Folder of the training cases to learn from.")
@click.option("--validation", type=_FOLDER, help="Folder of other cases to measure on as well.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="File to write; default: the checks' own.")
def command(task_id: str, train: Path, validation: Path | None, out: Path | None) -> None:
    """Write what the checks of an input compare with, and how often they are right.

    On training cases each is measured by a reference that all the others made.
    """
    from tqdm import tqdm

    from model.data.readers import find_cases
    from model.evaluation.fit_input_reference import FEWEST, describe, fit_reference
    from model.evaluation.measure_input_checks import leave_one_out, measure, try_case
    from model.inference.checks.reference import FOLDER
    from model.tasks import get_task

    task = get_task(task_id)
    try:
        cases = find_cases(train, task=task_id)
        others = find_cases(validation, task=task_id) if validation else ()
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    if len(cases) < FEWEST:
        raise click.ClickException(f"{train} must hold at least {FEWEST} cases to learn from. It holds {len(cases)}.")
    with tqdm(total=2 * len(cases) + len(others), desc="Looking", unit="case") as bar:
        trials: list[list[Trial]] = []
        unseen: list[list[Trial]] = []
        for seed, case in enumerate((*cases, *others)):
            impostors = seed >= len(cases) or seed % _IMPOSTORS_EVERY == 0
            tried = try_case(case, task=task, seed=seed, impostors=impostors)
            (trials if seed < len(cases) else unseen).append(tried)
            bar.update()
        good = [describe(case[0].coarse, channels=task.channel_ids) for case in trials]
        reference = fit_reference(good, channels=task.channel_ids)
        references = leave_one_out(trials, task=task, on_case=bar.update)
    measured = {"train": measure(trials, references=references, task=task)}
    if unseen:
        measured["validation"] = measure(unseen, references=[reference] * len(unseen), task=task)
    reference = dataclasses.replace(reference, measured=measured)
    reference.write(out or FOLDER / f"{task.id}.json")
    for name in measured["train"]:
        rates = [f"{part} {rates[name]['right']} of {rates[name]['cases']}" for part, rates in measured.items()]
        click.echo(f"{name}: {', '.join(rates)}")
