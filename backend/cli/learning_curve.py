"""`neuroslice learning-curve`: measure a recipe over the number of cases it learns from."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from backend.cli._training import (
    base_experiment,
    data_options,
    describe_command,
    read_cases,
    recipe_options,
    run_with_bars,
)

if TYPE_CHECKING:
    from model.training.validate import Scores


@click.command("learning-curve")
@data_options
@recipe_options
@click.option(
    "--cases",
    "counts",
    required=True,
    multiple=True,
    type=click.IntRange(min=1),
    help="Learn from this many; may be given again.",
)
@click.option("--folds", type=click.IntRange(min=2), default=5, show_default=True, help="Parts of train and val.")
@click.option("--only", multiple=True, type=click.IntRange(min=0), help="Run this fold alone; may be given again.")
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
    counts: tuple[int, ...],
    folds: int,
    only: tuple[int, ...],
    **recipe: Any,
) -> None:
    """Train with fewer and more cases, measured on the same ones; called again, it goes on where it was stopped."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    from model.errors import NeuroSliceModelError
    from model.tasks.registry import get_task
    from model.training.fold_experiments import fold_experiments
    from model.training.learning_curve import draw_learning_curve
    from model.training.series import group_folds, run_series
    from model.training.series_table import recipe_table, write_table

    def write(done: Mapping[str, Scores]) -> None:
        rows = group_folds(done)
        write_table(
            out,
            name="learning-curve",
            title="Learning curve",
            table=recipe_table(rows, first="cases learned from"),
            rows=rows,
        )
        draw_learning_curve({int(count): pooled for count, pooled in rows.items()}, path=out / "learning-curve.png")

    try:
        cases = read_cases(data=data, prepared=prepared, splits=splits, cache=cache or out / "prepared", cubes=cubes)
        base = base_experiment(cases, task=get_task(task_id), command=describe_command(context), **recipe)
        experiments = {
            f"{count}/{fold}": experiment
            for count in sorted(set(counts))
            for fold, experiment in fold_experiments(
                cases.every, folds=folds, only=only, count=count, experiment=base
            ).items()
        }
        run_series(
            experiments,
            folder=out,
            run=lambda name, experiment, folder: run_with_bars(experiment, folder=folder, title=name),
            on_done=write,
        )
    except (NeuroSliceModelError, ValueError, OSError) as error:
        raise click.ClickException(str(error)) from error
    click.echo((out / "learning-curve.md").read_text(encoding="utf-8"))
