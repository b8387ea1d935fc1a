"""What the commands that train have in common."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from model.data.splits import Split
    from model.tasks.card import TaskCard
    from model.training.case_source import CaseSource
    from model.training.experiment import Experiment
    from model.training.validate import Scores

Command = Callable[..., None]

_DATA = (
    click.option("--task", "task_id", default="brain-tumour", show_default=True, help="Task card to train for."),
    click.option(
        "--data",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        help="Folder of BraTS or Decathlon cases, in `train` and `val` or divided by --splits.",
    ),
    click.option(
        "--prepared",
        type=click.Path(exists=True, file_okay=False, path_type=Path),
        help="Folder that `neuroslice pack` wrote, instead of --data.",
    ),
    click.option(
        "--splits", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="JSON with train and val."
    ),
    click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="Folder of the run."),
    click.option(
        "--cache", type=click.Path(file_okay=False, path_type=Path), help="Prepared cases. [default: OUT/prepared]"
    ),
    click.option(
        "--cubes",
        type=click.Path(exists=True, dir_okay=False, path_type=Path),
        help="Lesion cubes to mix in; those of patients that are measured on are left out.",
    ),
)
_RECIPE = (
    click.option("--budget", default="60m", show_default=True, help="Steps (500) or time (90s, 60m, 2h) of a run."),
    click.option(
        "--preset", "preset_name", help="Recipe: a name in model/training/presets or a YAML file. [default: TASK]"
    ),
    click.option("--seed", type=int, help="Seed instead of the preset's."),
    click.option(
        "--recalibrate",
        type=click.IntRange(min=0),
        default=0,
        show_default=True,
        help="Batches over which the final weights' batch statistics are computed anew.",
    ),
    click.option(
        "--workers", type=click.IntRange(min=1), default=1, show_default=True, help="Processes that make batches."
    ),
    click.option(
        "--devices", type=click.IntRange(min=1), default=1, show_default=True, help="GPUs that share each batch."
    ),
)


def data_options(command: Command) -> Command:
    """Add the options that say which cases there are."""
    return _add(_DATA, command)


def recipe_options(command: Command) -> Command:
    """Add the options that say how to train."""
    return _add(_RECIPE, command)


def _add(options: tuple[Callable[[Command], Command], ...], command: Command) -> Command:
    for option in reversed(options):
        command = option(command)
    return command


@dataclass(frozen=True, kw_only=True)
class Cases:
    """The cases that a command was given.

    Args:
        source: Gives them.
        split: How they are divided.
        cubes: File of lesion cubes, or None.
    """

    source: CaseSource
    split: Split
    cubes: Path | None

    @property
    def every(self) -> tuple[str, ...]:
        """Names of the cases to learn from and to measure on."""
        return (*self.split.train, *self.split.val)


def read_cases(
    *, data: Path | None, prepared: Path | None, splits: Path | None, cache: Path, cubes: Path | None
) -> Cases:
    """Find the cases that the options name.

    Raises:
        ValueError: If neither or both of data and prepared are given, or cases are missing.
    """
    from model.data.packed_folder import read_packed_folder
    from model.data.readers import find_cases
    from model.data.splits import Split, choose, read_split, split_by_folder
    from model.training.case_source import FolderSource, PackedSource

    if (data is None) == (prepared is None):
        raise ValueError("Give the cases either as --data or as --prepared.")
    if prepared is not None:
        folder = read_packed_folder(prepared)
        if splits is None and folder.split is None:
            raise ValueError(f"{prepared} does not say how its cases are divided: give --splits.")
        split = (
            read_split(splits)
            if splits
            else Split(train=tuple((folder.split or {})["train"]), val=tuple((folder.split or {})["val"]))
        )
        return Cases(source=PackedSource(folder=folder), split=split, cubes=cubes or folder.cubes)
    assert data is not None
    cases = find_cases(data)
    split = read_split(splits) if splits else split_by_folder(data, cases=cases)
    choose(cases, (*split.train, *split.val))
    return Cases(source=FolderSource(cases=cases, cache=cache), split=split, cubes=cubes)


def base_experiment(
    cases: Cases,
    *,
    task: TaskCard,
    command: str,
    budget: str,
    preset_name: str | None,
    seed: int | None,
    recalibrate: int,
    workers: int,
    devices: int,
) -> Experiment:
    """Return the experiment that the recipe's options describe, on all cases.

    Raises:
        ValueError: If there is no such preset, or the budget is none.
    """
    from model.data.splits import Split
    from model.training.budget import Budget
    from model.training.experiment import Experiment
    from model.training.preset import load_preset

    Budget.parse(budget)
    preset = load_preset(preset_name or task.id)
    return Experiment(
        task=preset.adapt(task),
        preset=preset if seed is None else dataclasses.replace(preset, seed=seed),
        recipe=Path(preset_name or task.id).stem,
        budget=budget,
        split=Split(train=cases.every, val=()),
        source=cases.source,
        cubes=cases.cubes,
        recalibrate=recalibrate,
        workers=workers,
        devices=devices,
        command=command,
    )


def describe_command(context: click.Context) -> str:
    """Write the command as it was given, with paths replaced by words: they mean nothing elsewhere."""
    words = ["neuroslice", str(context.info_name)]
    for parameter in context.command.params:
        value = context.params.get(str(parameter.name))
        if value in (None, False, ()) or value == parameter.default or not isinstance(parameter, click.Option):
            continue
        option = max(parameter.opts, key=len)
        if value is True:
            words.append(option)
            continue
        for each in value if isinstance(value, tuple) else (value,):
            words.append(f"{option} {_without_folder(each, option=option)}")
    return " ".join(words)


def _without_folder(value: Any, *, option: str) -> str:
    if isinstance(value, Path):
        return option.strip("-").upper()
    # A preset may be a name or a file.
    return Path(value).name if isinstance(value, str) else str(value)


def run_with_bars(experiment: Experiment, *, folder: Path, title: str = "") -> Scores:
    """Run an experiment and show how far it is, and how long it will take."""
    from tqdm import tqdm

    from model.training.experiment import run_experiment

    label = f"{title}: " if title else ""
    cases = tqdm(total=len(experiment.split.train), desc=f"{label}preparing", unit="case", leave=False)
    bar: Any = None

    def show(share: float, event: Mapping[str, Any]) -> None:
        nonlocal bar
        if bar is None:
            cases.close()
            # What an earlier part of the run did took no time now: the time left is told from this part alone.
            start = int(1000 * share)
            bar = tqdm(total=1000, initial=start, desc=f"{label}training", unit="‰", mininterval=5.0, leave=False)
        bar.update(int(1000 * share) - bar.n)
        if "mean" in event:
            bar.write(f"{label}step {event['step']}: validation Dice {words(event['mean'])}")
        else:
            bar.set_postfix(step=event["step"], loss=event["loss"])

    try:
        return run_experiment(experiment, folder=folder, on_case=lambda name: cases.update(), on_progress=show)
    finally:
        cases.close()
        if bar is not None:
            bar.close()


def words(scores: Mapping[str, float]) -> str:
    """Write scores for people."""
    return "  ".join(f"{region} {score:.3f}" for region, score in scores.items())
