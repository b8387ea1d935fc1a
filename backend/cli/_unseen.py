"""What the commands share that learn something about weights from cases that these have not seen."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from model.evaluation.folds import Fold
    from model.tasks.card import TaskCard

Command = Callable[..., None]

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


def unseen_options(function: Command) -> Command:
    """Add the options that say on which cases which weights are tried, and which cards get what comes of it."""
    for option in (
        click.option(
            "--write-to",
            "targets",
            multiple=True,
            type=FOLDER,
            help="Folder of weights whose card gets the result. Repeatable. Needed with several --weights, or for "
            "weights that were trained on every case and take what their folds learnt.",
        ),
        click.option(
            "--weights",
            "folders",
            required=True,
            multiple=True,
            type=FOLDER,
            help="Folder of weights. Repeatable: the networks of several folds, each on cases it has not seen; a case "
            "that several have not seen goes to the first of them.",
        ),
        click.option(
            "--data", required=True, type=FOLDER, help="Folder of cases with masks; those trained on are left out."
        ),
        click.option("--task", "task_id", default="brain-tumour", show_default=True, help="Task card of the weights."),
    ):
        function = option(function)
    return function


def choose_targets(targets: Sequence[Path], *, folders: Sequence[Path], task: TaskCard) -> Sequence[Path]:
    """Return whose cards get the result; they are looked for before any work is done.

    Raises:
        click.ClickException: If that is not said and not clear.
        ModelUnavailable: If a folder has no card.
    """
    if not targets and len(folders) > 1:
        raise click.ClickException("Say with --write-to whose card gets what several folders of weights learnt.")
    from model.weights.card import read_card

    for target in targets or folders:
        read_card(task.weights, folder=target)
    return targets or folders


def read_folds(data: Path, *, folders: Sequence[Path], task: TaskCard) -> Sequence[Fold]:
    """Find the cases below a folder, and the weights that have not seen them.

    Raises:
        click.ClickException: If there is no such case.
        ModelUnavailable: If weights have no card.
    """
    from model.data.readers import find_cases
    from model.evaluation.folds import pair_folds

    try:
        cases = [case for case in find_cases(data, task=task.id) if case.labels is not None]
        folds, seen = pair_folds(folders, cases=cases, task=task)
    except ValueError as error:
        raise click.ClickException(str(error)) from error
    if seen:
        click.echo(say_left_out([case.name for case in seen]), err=True)
    return folds


def say_left_out(names: Sequence[str]) -> str:
    """Say that cases do not count."""
    return f"Left out, because all of these weights were trained on them: {', '.join(names)}."


def write_to_cards(targets: Sequence[Path], entries: Mapping[str, Any], *, task: TaskCard) -> None:
    """Set entries of the cards of weights; the weights stay as they are.

    Raises:
        ModelUnavailable: If a folder has no card.
    """
    from model.weights.card import read_card

    for target in targets:
        card = read_card(task.weights, folder=target)
        dataclasses.replace(card, **entries).write(target / f"{task.weights}.json")
