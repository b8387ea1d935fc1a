"""`neuroslice cross-validate`: measure a recipe on every case, each by a network that never saw it."""

from __future__ import annotations

from backend.cli._training.cases import read_cases
from backend.cli._training.compute_options import ComputeOptions, compute_options
from backend.cli._training.data_options import DataOptions, data_options
from backend.cli._training.fold_options import FoldOptions, fold_options
from backend.cli._training.plan_experiment import plan_recipe
from backend.cli._training.recipe_options import RecipeOptions, recipe_options
from backend.cli._training.run_with_table import run_with_table
from backend.cli._training.training_command import training_command


@training_command("cross-validate")
@data_options
@recipe_options
@compute_options
@fold_options
def command(*, data: DataOptions, recipe: RecipeOptions, compute: ComputeOptions, folds: FoldOptions) -> None:
    """Train once for each fold; called again, it goes on where it was stopped.

    The weights of each fold end in `fold-N/weights`, ready for `evaluate`, `calibrate` and `choose-rules`.
    """
    from model.tasks.registry import get_task
    from model.training.export import export_weights
    from model.training.fold_experiments import fold_experiments
    from model.training.run_folder import RunFolder
    from model.training.series import pool
    from model.training.series_table import fold_table

    cases = read_cases(data)
    base = plan_recipe(cases, task=get_task(data.task_id), recipe=recipe, compute=compute)
    experiments = fold_experiments(cases.every, folds=folds.count, only=folds.only, experiment=base)
    run_with_table(
        experiments,
        folder=data.out,
        name="folds",
        title="Cross-validation",
        rows=lambda done: {"all": pool(done)},
        table=lambda rows: fold_table(rows["all"]),
    )
    for name, experiment in experiments.items():
        weights = data.out / name / "weights"
        # The card is written last.
        if not (weights / f"{experiment.task.weights}.json").is_file():
            run = RunFolder(data.out / name)
            export_weights(run, task=experiment.task, judge=experiment.judge(), folder=weights, version=name)
