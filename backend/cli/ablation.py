"""`neuroslice ablation`: compare recipes at one budget on the same folds."""

from __future__ import annotations

import dataclasses
from pathlib import Path
from typing import TYPE_CHECKING

import click

from backend.cli._training.cases import Cases, read_cases
from backend.cli._training.compute_options import ComputeOptions, compute_options
from backend.cli._training.data_options import DataOptions, data_options
from backend.cli._training.plan_experiment import plan_experiment
from backend.cli._training.run_with_table import run_with_table
from backend.cli._training.training_command import training_command

if TYPE_CHECKING:
    from model.training.ablation import Ablation
    from model.training.experiment import Experiment


@training_command("ablation")
@click.argument("recipes", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@data_options
@compute_options
def command(*, recipes: Path, data: DataOptions, compute: ComputeOptions) -> None:
    """Train every recipe of a YAML file on every fold; called again, it goes on where it was stopped."""
    from model.tasks.registry import get_task
    from model.training.ablation import read_ablation
    from model.training.series import group_folds
    from model.training.series_table import recipe_table

    cases = read_cases(data)
    ablation = read_ablation(recipes, task=get_task(data.task_id))
    run_with_table(
        plan_ablation(cases, ablation=ablation, compute=compute),
        folder=data.out,
        name="ablation",
        title=f"Ablation, {ablation.budget} a run",
        rows=group_folds,
        table=lambda rows: recipe_table(rows, first="recipe"),
    )


def plan_ablation(cases: Cases, *, ablation: Ablation, compute: ComputeOptions) -> dict[str, Experiment]:
    """Return the runs of every recipe, fold by fold, so that each has its first fold before any has its second.

    Args:
        cases: To divide into folds.
        ablation: The recipes.
        compute: What the runs compute with.
    """
    from model.training.fold_experiments import fold_experiments

    experiments: dict[str, Experiment] = {}
    for fold in ablation.only:
        for name, variation in ablation.variations.items():
            experiment = plan_experiment(
                cases if variation.cubes else dataclasses.replace(cases, cubes=None),
                task=variation.task,
                preset=variation.preset,
                recipe=name,
                budget=ablation.budget,
                recalibrate=variation.recalibrate,
                compute=compute,
            )
            folds = fold_experiments(cases.every, folds=ablation.folds, only=(fold,), experiment=experiment)
            experiments.update({f"{name}/{key}": each for key, each in folds.items()})
    return experiments
