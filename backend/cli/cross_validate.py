"""`neuroslice cross-validate`: measure a recipe on every case, each by a network that never saw it."""

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


@click.command("cross-validate")
@data_options
@recipe_options
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
    folds: int,
    only: tuple[int, ...],
    **recipe: Any,
) -> None:
    """Train once for each fold; called again, it goes on where it was stopped."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    from model.errors import NeuroSliceModelError
    from model.tasks.registry import get_task
    from model.training.fold_experiments import fold_experiments
    from model.training.series import pool, run_series
    from model.training.series_table import fold_table, write_table

    def write(done: Mapping[str, Scores]) -> None:
        pooled = pool(done)
        write_table(out, name="folds", title="Cross-validation", table=fold_table(pooled), rows={"all": pooled})

    try:
        cases = read_cases(data=data, prepared=prepared, splits=splits, cache=cache or out / "prepared", cubes=cubes)
        experiments = fold_experiments(
            cases.every,
            folds=folds,
            only=only,
            experiment=base_experiment(cases, task=get_task(task_id), command=describe_command(context), **recipe),
        )
        run_series(
            experiments,
            folder=out,
            run=lambda name, experiment, folder: run_with_bars(experiment, folder=folder, title=name),
            on_done=write,
        )
    except (NeuroSliceModelError, ValueError, OSError) as error:
        raise click.ClickException(str(error)) from error
    click.echo((out / "folds.md").read_text(encoding="utf-8"))
