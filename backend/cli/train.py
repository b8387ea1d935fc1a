"""`neuroslice train`: train a task's network."""

from __future__ import annotations

import dataclasses
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from backend.cli._training import (
    Cases,
    base_experiment,
    data_options,
    describe_command,
    read_cases,
    recipe_options,
    run_with_bars,
    words,
)

if TYPE_CHECKING:
    from model.data.splits import Split


@click.command("train")
@data_options
@recipe_options
@click.option("--folds", type=click.IntRange(min=2), help="Divide train and val into this many folds instead.")
@click.option("--fold", type=click.IntRange(min=0), help="With --folds: measure on this one, counted from 0.")
@click.option("--cases", "count", type=click.IntRange(min=1), help="Learn from this many of the cases only.")
@click.option("--all", "whole", is_flag=True, help="Learn from train and val, and measure on nothing.")
@click.option("--version", default="1.0", show_default=True, help="Version that the weights' card gets.")
@click.option("--resume", is_flag=True, help="Go on from the run's checkpoint, with the recipe it was started with.")
@click.pass_context
def command(
    context: click.Context,
    /,
    *,
    task_id: str,
    data: Path | None,
    prepared: Path | None,
    splits: Path | None,
    out: Path,
    cache: Path | None,
    cubes: Path | None,
    folds: int | None,
    fold: int | None,
    count: int | None,
    whole: bool,
    version: str,
    resume: bool,
    **recipe: Any,
) -> None:
    """Train a task's network on BraTS or Decathlon cases, and measure it on cases it never saw."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    from model.data.splits import Split
    from model.errors import NeuroSliceModelError
    from model.tasks.registry import get_task
    from model.training.experiment import Experiment
    from model.training.preset import parse_preset
    from model.training.run_folder import RunFolder

    run = RunFolder(out)
    try:
        task = get_task(task_id)
        cases = read_cases(data=data, prepared=prepared, splits=splits, cache=cache or out / "prepared", cubes=cubes)
        if resume:
            config = run.read_config()
            preset = parse_preset(config["preset"], source=str(run.config))
            experiment = Experiment(
                task=preset.adapt(task),
                preset=preset,
                recipe=config["recipe"],
                budget=config["budget"],
                split=Split(train=tuple(config["split"]["train"]), val=tuple(config["split"]["val"])),
                source=cases.source,
                cubes=cases.cubes,
                recalibrate=config["recalibrate"],
                workers=recipe["workers"],
                devices=config["devices"],
                command=config["command"],
            )
        else:
            if run.config.exists():
                raise ValueError(f"{out} already holds a run. Go on with --resume, or choose another folder.")
            experiment = dataclasses.replace(
                base_experiment(cases, task=task, command=describe_command(context), **recipe),
                split=choose_split(cases, folds=folds, fold=fold, count=count, whole=whole),
            )
        scores = run_with_bars(experiment, folder=out)
    except (NeuroSliceModelError, ValueError, OSError) as error:
        raise click.ClickException(str(error)) from error

    from model.training.export import export_weights

    for name, regions in scores.items():
        click.echo(f"{name}: {words(regions)}")
    click.echo("Rounding and measuring the weights…" if experiment.split.val else "Rounding the weights…")
    card = export_weights(run, task=experiment.task, judge=experiment.judge(), folder=out / "weights", version=version)
    click.echo(f"{out / 'weights'}: {card.file}")
    if scores:
        click.echo(f"Validation Dice {words(card.validation['mean'])}")


def choose_split(cases: Cases, *, folds: int | None, fold: int | None, count: int | None, whole: bool) -> Split:
    """Divide the cases as the options ask.

    Raises:
        ValueError: If the options contradict each other.
    """
    from model.data.splits import Split, first_cases
    from model.training.fold_experiments import divide

    if (folds is None) != (fold is None) or (whole and (folds or count)):
        raise ValueError("--folds and --fold belong together, and --all goes with neither these nor --cases.")
    split = cases.split
    if whole:
        split = Split(train=cases.every, val=())
    if folds is not None and fold is not None:
        if fold >= folds:
            raise ValueError(f"--fold counts from 0 to {folds - 1}. Received: {fold}")
        split = divide(cases.every, folds=folds)[fold]
    return split if count is None else first_cases(split, count=count)
