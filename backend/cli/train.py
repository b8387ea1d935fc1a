"""`neuroslice train`: train a task's network."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from model.data.splits import Split


@click.command("train")
@click.option("--task", "task_id", default="brain-tumour", show_default=True, help="Task card to train for.")
@click.option(
    "--data",
    required=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of BraTS cases, in `train` and `val` or divided by --splits.",
)
@click.option("--splits", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="JSON with train and val.")
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="Folder of the run.")
@click.option("--budget", default="60m", show_default=True, help="Steps (500) or time (90s, 60m, 2h).")
@click.option(
    "--preset", "preset_name", help="Recipe: a name in model/training/presets or a YAML file. [default: TASK]"
)
@click.option("--seed", type=int, help="Seed instead of the preset's.")
@click.option(
    "--cache", type=click.Path(file_okay=False, path_type=Path), help="Prepared cases. [default: OUT/prepared]"
)
@click.option("--cubes", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Lesion cubes to mix in.")
@click.option("--version", default="1.0", show_default=True, help="Version that the weights' card gets.")
@click.option("--resume", is_flag=True, help="Go on from the run's checkpoint.")
def command(
    task_id: str,
    data: Path,
    splits: Path | None,
    out: Path,
    budget: str,
    preset_name: str | None,
    seed: int | None,
    cache: Path | None,
    cubes: Path | None,
    version: str,
    resume: bool,
) -> None:
    """Train a task's network on BraTS folders, and measure it on cases it never saw."""
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "2")
    import dataclasses

    from tqdm import tqdm

    from model.data.readers import find_cases
    from model.data.splits import choose, read_split, split_by_folder
    from model.errors import NeuroSliceModelError
    from model.tasks.registry import get_task
    from model.training.budget import Budget
    from model.training.dataset import prepare_cases
    from model.training.preset import load_preset, parse_preset
    from model.training.run_folder import RunFolder

    run = RunFolder(out)
    try:
        task = get_task(task_id)
        cases = find_cases(data)
        if resume:
            config = run.read_config()
            split = _split(config["split"])
            preset = parse_preset(config["preset"], source=str(run.config))
            limit = Budget.parse(config["budget"])
        else:
            split = read_split(splits) if splits else split_by_folder(data, cases=cases)
            preset = load_preset(preset_name or task_id)
            if seed is not None:
                preset = dataclasses.replace(preset, seed=seed)
            limit = Budget.parse(budget)
            run.start(
                {
                    "task": task.id,
                    "budget": budget,
                    "preset": preset.to_dict(),
                    "cubes": cubes is not None,
                    "split": {"train": list(split.train), "val": list(split.val)},
                }
            )
        learning, validation = choose(cases, split.train), choose(cases, split.val)
        with tqdm(total=len(learning), desc="Preparing cases", unit="case") as bar:
            prepared = prepare_cases(
                learning, task=task, cache=cache or out / "prepared", on_case=lambda name: bar.update()
            )
    except (NeuroSliceModelError, ValueError, OSError) as error:
        raise click.ClickException(str(error)) from error

    from model.training.export import export_weights
    from model.training.trainer import TrainingPlan, train

    with tqdm(total=1000, desc="Training", unit="‰", mininterval=5.0) as bar:

        def show(share: float, event: Mapping[str, Any]) -> None:
            bar.update(int(1000 * share) - bar.n)
            if "mean" in event:
                bar.write(f"step {event['step']}: validation Dice {_words(event['mean'])}")
            else:
                bar.set_postfix(step=event["step"], loss=event["loss"])

        scores = train(
            TrainingPlan(
                task=task,
                preset=preset,
                budget=limit,
                prepared=prepared,
                cubes=cubes,
                validation=validation,
                run=run,
                on_progress=show,
            )
        )
    for name, regions in scores.items():
        click.echo(f"{name}: {_words(regions)}")
    click.echo("Rounding and measuring the weights…")
    card = export_weights(run, task=task, validation=validation, folder=out / "weights", version=version)
    click.echo(f"{out / 'weights'}: {card.file}, validation Dice {_words(card.validation['mean'])}")


def _split(values: Mapping[str, list[str]]) -> Split:
    """Read the split back from a run's configuration."""
    from model.data.splits import Split

    return Split(train=tuple(values["train"]), val=tuple(values["val"]))


def _words(scores: Mapping[str, float]) -> str:
    """Write scores for people."""
    return "  ".join(f"{region} {score:.3f}" for region, score in scores.items())
