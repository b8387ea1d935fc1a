"""`neuroslice learning-curve`: measure a recipe over the number of cases it learns from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import click

from backend.cli._training.cases import read_cases
from backend.cli._training.compute_options import ComputeOptions, compute_options
from backend.cli._training.data_options import DataOptions, data_options
from backend.cli._training.fold_options import FoldOptions, fold_options
from backend.cli._training.plan_experiment import plan_recipe
from backend.cli._training.recipe_options import RecipeOptions, recipe_options
from backend.cli._training.run_with_table import run_with_table
from backend.cli._training.training_command import training_command

if TYPE_CHECKING:
    from model.training.series import Pooled
    from model.training.validate import Scores


@training_command("learning-curve")
@data_options
@recipe_options
@compute_options
@click.option(
    "--cases",
    "counts",
    required=True,
    multiple=True,
    type=click.IntRange(min=1),
    help="Learn from this many; may be given again.",
)
@fold_options
def command(
    *,
    data: DataOptions,
    recipe: RecipeOptions,
    compute: ComputeOptions,
    counts: tuple[int, ...],
    folds: FoldOptions,
) -> None:
    """Train with fewer and more cases, measured on the same ones; called again, it goes on where it was stopped."""
    from model.tasks.registry import get_task
    from model.training.fold_experiments import fold_experiments
    from model.training.learning_curve import draw_learning_curve
    from model.training.series import group_folds
    from model.training.series_table import recipe_table

    def rows(done: Mapping[str, Scores]) -> dict[str, Pooled]:
        pooled = group_folds(done)
        draw_learning_curve({int(count): each for count, each in pooled.items()}, path=data.out / "learning-curve.png")
        return pooled

    cases = read_cases(data)
    base = plan_recipe(cases, task=get_task(data.task_id), recipe=recipe, compute=compute)
    run_with_table(
        {
            f"{count}/{fold}": experiment
            for count in sorted(set(counts))
            for fold, experiment in fold_experiments(
                cases.every, folds=folds.count, only=folds.only, count=count, experiment=base
            ).items()
        },
        folder=data.out,
        name="learning-curve",
        title="Learning curve",
        rows=rows,
        table=lambda rows: recipe_table(rows, first="cases learned from"),
    )
