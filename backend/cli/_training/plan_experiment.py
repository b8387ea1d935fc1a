"""From options to an experiment."""

from __future__ import annotations

import dataclasses
from typing import TYPE_CHECKING

from backend.cli._training.cases import Cases
from backend.cli._training.compute_options import ComputeOptions
from backend.cli._training.describe_command import describe_command
from backend.cli._training.recipe_options import RecipeOptions

if TYPE_CHECKING:
    from model.tasks.card import TaskCard
    from model.training.experiment import Experiment
    from model.training.preset import Preset

__all__ = ["plan_experiment", "plan_recipe"]


def plan_experiment(
    cases: Cases,
    *,
    task: TaskCard,
    preset: Preset,
    recipe: str,
    budget: str,
    recalibrate: int,
    compute: ComputeOptions,
) -> Experiment:
    """Return an experiment of the running command that learns from all cases.

    Args:
        cases: To learn from.
        task: Is adapted to the recipe.
        preset: The recipe, but for what the options say of its precision.
        recipe: Its name.
        budget: Steps or time.
        recalibrate: Batches over which the final batch statistics are computed anew.
        compute: What it computes with.

    Raises:
        ValueError: If the budget is none.
    """
    from model.data.splits import Split
    from model.training.budget import Budget
    from model.training.experiment import Experiment

    Budget.parse(budget)
    if compute.precision is not None:
        preset = dataclasses.replace(preset, precision=compute.precision)
    return Experiment(
        task=preset.adapt(task),
        preset=preset,
        recipe=recipe,
        budget=budget,
        split=Split(train=cases.every, val=()),
        source=cases.source,
        cubes=cases.cubes,
        recalibrate=recalibrate,
        workers=compute.workers,
        devices=compute.devices,
        command=describe_command(),
    )


def plan_recipe(cases: Cases, *, task: TaskCard, recipe: RecipeOptions, compute: ComputeOptions) -> Experiment:
    """Return the experiment that the recipe's options describe.

    Args:
        cases: To learn from.
        task: Is adapted to the recipe.
        recipe: How to train.
        compute: What it computes with.

    Raises:
        ValueError: If there is no such preset, or the budget is none.
    """
    return plan_experiment(
        cases,
        task=task,
        preset=recipe.preset(task),
        recipe=recipe.name(task),
        budget=recipe.budget,
        recalibrate=recipe.recalibrate,
        compute=compute,
    )
