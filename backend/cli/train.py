"""`neuroslice train`: train a task's network."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING

import click

from backend.cli._training.cases import Cases, read_cases
from backend.cli._training.compute_options import ComputeOptions, compute_options
from backend.cli._training.data_options import DataOptions, data_options
from backend.cli._training.plan_experiment import plan_experiment, plan_recipe
from backend.cli._training.recipe_options import RecipeOptions, recipe_options
from backend.cli._training.run_with_bars import run_with_bars
from backend.cli._training.training_command import training_command
from backend.cli._training.words import words

if TYPE_CHECKING:
    from model.data.splits import Split
    from model.tasks.card import TaskCard
    from model.training.experiment import Experiment
    from model.training.run_folder import RunFolder


@training_command("train")
@data_options
@recipe_options
@compute_options
@click.option("--folds", type=click.IntRange(min=2), help="Divide train and val into this many folds instead.")
@click.option("--fold", type=click.IntRange(min=0), help="With --folds: measure on this one, counted from 0.")
@click.option("--cases", "count", type=click.IntRange(min=1), help="Learn from this many of the cases only.")
@click.option("--all", "whole", is_flag=True, help="Learn from train and val, and measure on nothing.")
@click.option(
    "--first-weights",
    "first",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="Card of weights to begin with instead of random ones, such as those that ship, to go on with your own cases.",
)
@click.option("--version", default="1.0", show_default=True, help="Version that the weights' card gets.")
@click.option("--resume", is_flag=True, help="Go on from the run's checkpoint, with the recipe it was started with.")
def command(
    *,
    data: DataOptions,
    recipe: RecipeOptions,
    compute: ComputeOptions,
    folds: int | None,
    fold: int | None,
    count: int | None,
    whole: bool,
    first: Path | None,
    version: str,
    resume: bool,
) -> None:
    """Train a network for a task on cases with expert masks, and measure it on cases it never saw."""
    from model.tasks.registry import get_task
    from model.training.export import export_weights
    from model.training.first_weights import FirstWeights
    from model.training.run_folder import RunFolder

    run = RunFolder(data.out)
    task = get_task(data.task_id)
    cases = read_cases(data)
    if resume:
        experiment = started_experiment(run, cases=cases, task=task, compute=compute)
    elif run.config.exists():
        raise ValueError(f"{data.out} already holds a run. Go on with --resume, or choose another folder.")
    else:
        experiment = dataclasses.replace(
            plan_recipe(cases, task=task, recipe=recipe, compute=compute),
            split=choose_split(cases, folds=folds, fold=fold, count=count, whole=whole),
            first=FirstWeights.read(first) if first else None,
        )
    scores = run_with_bars(experiment, folder=data.out)

    for name, regions in scores.items():
        click.echo(f"{name}: {words(regions)}")
    click.echo("Rounding and measuring the weights…" if experiment.split.val else "Rounding the weights…")
    weights = data.out / "weights"
    card = export_weights(run, task=experiment.task, judge=experiment.judge(), folder=weights, version=version)
    click.echo(f"{weights}: {card.file}")
    if scores:
        click.echo(f"Validation Dice {words(card.validation['mean'])}")


def started_experiment(run: RunFolder, *, cases: Cases, task: TaskCard, compute: ComputeOptions) -> Experiment:
    """Return the experiment that a run was started with; how many processes make batches may change.

    Raises:
        ValueError: If the folder holds no run.
    """
    from model.data.splits import Split
    from model.training.first_weights import FirstWeights
    from model.training.preset import parse_preset

    config = run.read_config()
    experiment = plan_experiment(
        cases,
        task=task,
        preset=parse_preset(config["preset"], source=str(run.config)),
        recipe=config["recipe"],
        budget=config["budget"],
        recalibrate=config["recalibrate"],
        compute=dataclasses.replace(compute, devices=config["devices"]),
    )
    split = Split(train=tuple(config["split"]["train"]), val=tuple(config["split"]["val"]))
    first = FirstWeights.read(run.first / "card.json") if config.get("first_weights") else None
    return dataclasses.replace(experiment, split=split, first=first, command=config["command"])


def choose_split(cases: Cases, *, folds: int | None, fold: int | None, count: int | None, whole: bool) -> Split:
    """Divide the cases as the options ask.

    Raises:
        ValueError: If the options contradict each other.
    """
    from model.data.splits import Split, first_cases
    from model.training.fold_experiments import divide

    if (folds is None) != (fold is None) or (whole and (folds or count)):
        raise ValueError("--folds and --fold belong together, and --all goes with neither these nor --cases.")
    if whole:
        split = Split(train=cases.every, val=())
    elif folds is not None and fold is not None:
        if fold >= folds:
            raise ValueError(f"--fold counts from 0 to {folds - 1}. Received: {fold}")
        split = divide(cases.every, folds=folds)[fold]
    else:
        split = cases.split
    return split if count is None else first_cases(split, count=count)
