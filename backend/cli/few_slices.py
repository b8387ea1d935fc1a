"""`neuroslice few-slices`: measure networks over the number of annotated slices they learn from."""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from backend.cli._training.cases import Cases
from backend.cli._training.compute_options import ComputeOptions, compute_options
from backend.cli._training.plan_experiment import plan_experiment
from backend.cli._training.run_with_bars import run_with_bars
from backend.cli._training.training_command import training_command

if TYPE_CHECKING:
    from model.data.case import Case
    from model.tasks.card import TaskCard
    from model.training.ablation import Ablation
    from model.training.experiment import Experiment
    from model.training.few_slices import Mode, SlicesRun
    from model.training.few_slices_table import MeasuredRun
    from model.training.validate import Scores

RECIPES = "volume-sparse"

AXES = ("sagittal", "coronal", "axial")
"""Those of `model.volumes.slices`, which would make `--help` wait for NumPy."""


@training_command("few-slices")
@click.option("--task", "task_id", default="volume-sparse", show_default=True, help="Task card to train for.")
@click.option(
    "--data",
    required=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of volumes with masks, of a data set of the task.",
)
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="Folder of the runs.")
@click.option("--cases", "names", multiple=True, metavar="NAME", help="This volume alone; may be given again.")
@click.option(
    "--slices",
    "counts",
    multiple=True,
    type=click.IntRange(min=1),
    default=(1, 2, 4, 8),
    show_default=True,
    help="Annotated slices of each axis; may be given again.",
)
@click.option(
    "--axis",
    "axes",
    multiple=True,
    type=click.Choice(AXES),
    default=AXES,
    show_default=True,
    help="Along which slices are annotated; may be given again.",
)
@click.option(
    "--mode",
    "modes",
    multiple=True,
    type=click.Choice(["semi-automatic", "automatic"]),
    default=("semi-automatic", "automatic"),
    show_default=True,
    help="Fill in the rest of a volume, or segment one that is new.",
)
@click.option(
    "--placings",
    type=click.IntRange(min=1),
    default=3,
    show_default=True,
    help="Repeat semi-automatic runs with slices at so many places.",
)
@click.option(
    "--recipes",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="YAML with the networks, as for `ablation`. [default: model/training/ablations/volume-sparse.yaml]",
)
@click.option("--budget", help="Steps or time of each run, instead of the recipes'.")
@compute_options
def command(
    *,
    task_id: str,
    data: Path,
    out: Path,
    names: tuple[str, ...],
    counts: tuple[int, ...],
    axes: tuple[str, ...],
    modes: tuple[Mode, ...],
    placings: int,
    recipes: Path | None,
    budget: str | None,
    compute: ComputeOptions,
) -> None:
    """Train with fewer and more annotated slices, and measure where nothing was shown; called again, it goes on."""
    from model.data.readers import find_cases
    from model.data.splits import choose
    from model.tasks.registry import get_task
    from model.training import ablation as ablations
    from model.training.few_slices import plan_runs
    from model.training.series import run_series

    task = get_task(task_id)
    path = recipes or Path(ablations.__file__).parent / "ablations" / f"{RECIPES}.yaml"
    ablation = ablations.read_ablation(path, task=task)
    if budget is not None:
        ablation = dataclasses.replace(ablation, budget=budget)
    cases = find_cases(data, task=task_id)
    chosen = choose(cases, names) if names else tuple(case for case in cases if case.labels is not None)
    runs = plan_runs(
        {case.name: (case, _shape(case, task=task)) for case in chosen},
        modes=modes,
        counts=sorted(set(counts)),
        axes=axes,
        placings=placings,
        cache=out / "prepared",
    )
    planned = {f"{network}/{run.key}": (network, run) for run in runs for network in ablation.variations}
    out.mkdir(parents=True, exist_ok=True)

    def write(done: Mapping[str, Scores]) -> None:
        _write(
            out, measured=[_measured(*planned[name], scores=scores) for name, scores in done.items()], ablation=ablation
        )

    run_series(
        {
            name: _experiment(run, name=network, ablation=ablation, compute=compute)
            for name, (network, run) in planned.items()
        },
        folder=out,
        run=lambda name, experiment, folder: run_with_bars(experiment, folder=folder, title=name, measure="IoU"),
        on_done=write,
    )
    click.echo((out / "few-slices.md").read_text(encoding="utf-8"))


def _shape(case: Case, *, task: TaskCard) -> tuple[int, int, int]:
    x, y, z = case.read_channels(task.channel_ids[:1])[task.channel_ids[0]].data.shape
    return x, y, z


def _experiment(run: SlicesRun, *, name: str, ablation: Ablation, compute: ComputeOptions) -> Experiment:
    variation = ablation.variations[name]
    experiment = plan_experiment(
        Cases(source=run.source, division=run.split, cubes=None),
        task=variation.task,
        preset=variation.preset,
        recipe=name,
        budget=ablation.budget,
        recalibrate=variation.recalibrate,
        compute=compute,
    )
    return dataclasses.replace(experiment, split=run.split)


def _measured(network: str, run: SlicesRun, *, scores: Scores) -> MeasuredRun:
    from model.training.few_slices_table import MeasuredRun

    values = [value for regions in scores.values() for value in regions.values()]
    return MeasuredRun(
        mode=run.mode,
        network=network,
        count=run.count,
        part=run.part,
        share=run.share,
        iou=sum(values) / len(values),
    )


def _write(folder: Path, *, measured: list[MeasuredRun], ablation: Ablation) -> None:
    """Write the tables, the numbers behind them and the curve."""
    from model.training.few_slices_table import draw_slices_curve, few_slices_tables
    from model.whole_file import write_text

    title = f"# Few annotated slices, {ablation.budget} a run"
    write_text(folder / "few-slices.md", f"{title}\n\n{few_slices_tables(measured)}")
    values = [dataclasses.asdict(run) for run in measured]
    write_text(folder / "few-slices.json", json.dumps(values, indent=2, ensure_ascii=False) + "\n")
    draw_slices_curve(measured, path=folder / "few-slices.png")
