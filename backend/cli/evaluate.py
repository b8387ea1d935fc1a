"""`neuroslice evaluate`: measure networks on cases with expert masks."""

from __future__ import annotations

import dataclasses
import os
from collections.abc import Sequence
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import click

from backend.cli._unseen import say_left_out

if TYPE_CHECKING:
    from model.data.case import Case

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command("evaluate")
@click.option("--task", "task_id", default="brain-tumour", show_default=True, help="Task card to measure.")
@click.option("--data", required=True, type=_FOLDER, help="Folder of cases with masks, of a data set of the task.")
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="Folder of the results.")
@click.option("--cases", "names", multiple=True, metavar="NAME[,NAME…]", help="Measure these cases alone.")
@click.option(
    "--weights",
    multiple=True,
    type=_FOLDER,
    help="Folder of other weights than the shipped ones. Repeatable, for the folds of a cross-validation: each case is "
    "then measured by the first of the networks whose card does not name its patient among those it was trained on; "
    "cases that all of them have seen are left out.",
)
@click.option(
    "--compare",
    multiple=True,
    type=_FOLDER,
    help="Folder of more weights, or of masks (CASE.nii.gz), to measure beside them. Repeatable.",
)
@click.option("--runtime", help="What runs the networks: auto, tensorflow, openvino. [default: NEUROSLICE_RUNTIME]")
@click.option(
    "--flips",
    type=click.Choice(["none", "left-right", "every-axis"]),
    default="left-right",
    show_default=True,
    help="Mirror images to average over; the product's own choice is the default.",
)
@click.option("--subsets", is_flag=True, help="Measure every subset of the channels too; takes 15 times as long.")
@click.option("--pictures/--no-pictures", default=True, show_default=True, help="Draw cases and reliability curve.")
def command(
    task_id: str,
    data: Path,
    out: Path,
    names: tuple[str, ...],
    weights: tuple[Path, ...],
    compare: tuple[Path, ...],
    runtime: str | None,
    flips: str,
    subsets: bool,
    pictures: bool,
) -> None:
    """Segment cases and write tables (CSV, JSON, Markdown), masks and pictures of the best, median and worst case.

    A single network is measured on every case, also on those that it was trained on.
    """
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    if pictures and find_spec("matplotlib") is None:
        raise click.ClickException("Pictures need Matplotlib: install neuroslice[train], or say --no-pictures.")
    from tqdm import tqdm

    from backend.settings import Settings
    from model.errors import NeuroSliceModelError
    from model.evaluation.evaluate_model import evaluate_model, steps_per_case
    from model.evaluation.evaluation import Evaluation
    from model.evaluation.folds import cases_by_fold, pair_folds
    from model.evaluation.folds_labeller import FoldsLabeller
    from model.evaluation.labeller import Labeller
    from model.evaluation.open_labeller import distinct_names, open_labeller
    from model.evaluation.pictures import write_pictures
    from model.evaluation.report import NAME, write_report
    from model.tasks.registry import get_task

    settings = Settings.from_environment(os.environ)
    folders = (weights[0] if weights else settings.weights_dir, *compare)
    masks = out / "masks"
    try:
        task = get_task(task_id)
        cases = _cases(data, task_id=task_id, names=names)
        out.mkdir(parents=True, exist_ok=True)
        runtime = runtime or settings.runtime
        open_one = partial(open_labeller, task, runtime=runtime, cache_dir=settings.runtime_dir, flips=flips)
        first: Labeller
        divided: dict[str, list[str]] = {}
        if len(weights) > 1:
            folds, seen = pair_folds(weights, cases=cases, task=task)
            if seen:
                click.echo(say_left_out([case.name for case in seen]), err=True)
            cases = [case for fold in folds for case in fold.cases]
            divided = cases_by_fold(folds)
            first = FoldsLabeller(folds, task=task, runtime=runtime, cache_dir=settings.runtime_dir, flips=flips)
        else:
            first = open_one(folder=folders[0])
        labellers = [first, *(open_one(folder=folder) for folder in compare)]
        titles = distinct_names(labellers, folders=folders)
        steps = sum(len(cases) * steps_per_case(labeller, task=task, subsets=subsets) for labeller in labellers)
        with tqdm(total=steps, desc="Measuring", unit="run") as bar:

            def show(case: str) -> None:
                bar.set_postfix_str(case, refresh=False)
                bar.update()

            models = tuple(
                evaluate_model(
                    labeller,
                    cases=cases,
                    task=task,
                    name=title,
                    subsets=subsets,
                    masks=masks if labeller is labellers[0] else None,
                    on_step=show,
                )
                for labeller, title in zip(labellers, titles, strict=True)
            )
        models = (dataclasses.replace(models[0], folds=divided), *models[1:])
        write_report(Evaluation(task=task.id, models=models), folder=out, task=task)
        drawn = write_pictures(models[0], cases=cases, masks=masks, folder=out, task=task) if pictures else ()
    except (NeuroSliceModelError, ValueError, OSError) as error:
        raise click.ClickException(str(error)) from error
    click.echo((out / f"{NAME}.md").read_text(encoding="utf-8"))
    if drawn:
        click.echo(f"Pictures: {', '.join(str(path) for path in drawn)}")


def _cases(data: Path, *, task_id: str, names: Sequence[str]) -> Sequence[Case]:
    """Find the cases to measure.

    Raises:
        ValueError: If there is none, a name is unknown, or a case has no expert mask.
    """
    from model.data.readers import find_cases
    from model.data.splits import choose

    cases = find_cases(data, task=task_id)
    wanted = list(dict.fromkeys(name for part in names for name in part.split(",") if name))
    if wanted:
        cases = choose(cases, wanted)
    without = [case.name for case in cases if case.labels is None]
    if without:
        raise ValueError(f"These cases have no expert mask: {', '.join(without)}.")
    return cases
