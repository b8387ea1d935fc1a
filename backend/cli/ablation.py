"""`neuroslice ablation`: compare recipes at one budget on the same folds."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from backend.cli._training import data_options, describe_command, read_cases, run_with_bars

if TYPE_CHECKING:
    from model.training.validate import Scores


@click.command("ablation")
@click.argument("recipes", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@data_options
@click.option(
    "--workers", type=click.IntRange(min=1), default=1, show_default=True, help="Processes that make batches."
)
@click.option("--devices", type=click.IntRange(min=1), default=1, show_default=True, help="GPUs that share each batch.")
@click.pass_context
def command(
    context: click.Context,
    /,
    *,
    recipes: Path,
    task_id: str,
    data: Path | None,
    prepared: Path | None,
    splits: Path | None,
    out: Path,
    cache: Path | None,
    cubes: Path | None,
    workers: int,
    devices: int,
) -> None:
    """Train every recipe of a YAML file on every fold; called again, it goes on where it was stopped."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    from model.data.splits import Split
    from model.errors import NeuroSliceModelError
    from model.tasks.registry import get_task
    from model.training.ablation import read_ablation
    from model.training.experiment import Experiment
    from model.training.fold_experiments import fold_experiments
    from model.training.series import group_folds, run_series
    from model.training.series_table import recipe_table, write_table

    def write(done: Mapping[str, Scores]) -> None:
        rows = group_folds(done)
        table = recipe_table(rows, first="recipe")
        write_table(out, name="ablation", title=f"Ablation, {ablation.budget} a run", table=table, rows=rows)

    try:
        cases = read_cases(data=data, prepared=prepared, splits=splits, cache=cache or out / "prepared", cubes=cubes)
        ablation = read_ablation(recipes, task=get_task(task_id))
        # Fold by fold, so that every recipe has its first fold before any has its second.
        experiments: dict[str, Experiment] = {}
        for fold in ablation.only:
            for name, variation in ablation.variations.items():
                experiment = Experiment(
                    task=variation.task,
                    preset=variation.preset,
                    recipe=name,
                    budget=ablation.budget,
                    split=Split(train=cases.every, val=()),
                    source=cases.source,
                    cubes=cases.cubes if variation.cubes else None,
                    recalibrate=variation.recalibrate,
                    workers=workers,
                    devices=devices,
                    command=describe_command(context),
                )
                folds = fold_experiments(cases.every, folds=ablation.folds, only=(fold,), experiment=experiment)
                experiments.update({f"{name}/{key}": each for key, each in folds.items()})
        run_series(
            experiments,
            folder=out,
            run=lambda name, experiment, folder: run_with_bars(experiment, folder=folder, title=name),
            on_done=write,
        )
    except (NeuroSliceModelError, ValueError, OSError) as error:
        raise click.ClickException(str(error)) from error
    click.echo((out / "ablation.md").read_text(encoding="utf-8"))
