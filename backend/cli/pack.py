"""`neuroslice pack`: write prepared cases as few bytes, to train from them on another machine."""

from __future__ import annotations

from pathlib import Path

import click


@click.command("pack")
@click.option("--task", "task_id", default="brain-tumour", show_default=True, help="Task card to prepare for.")
@click.option(
    "--data",
    required=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder of BraTS or Decathlon cases, in `train` and `val` or divided by --splits.",
)
@click.option("--splits", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="JSON with train and val.")
@click.option(
    "--cubes", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Lesion cubes to take along."
)
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path), help="Folder of the files.")
@click.option("--spacing", type=click.FloatRange(min=0.1), help="Voxel size in mm. [default: the task's]")
@click.option(
    "--levels",
    type=click.IntRange(2, 255),
    default=255,
    show_default=True,
    help="Different values of a channel; fewer make smaller files.",
)
def command(
    *,
    task_id: str,
    data: Path,
    splits: Path | None,
    cubes: Path | None,
    out: Path,
    spacing: float | None,
    levels: int,
) -> None:
    """Prepare cases and write them small; `train --prepared OUT` needs nothing else."""
    import dataclasses

    from tqdm import tqdm

    from model.data.readers import find_cases
    from model.data.splits import choose, read_split, split_by_folder
    from model.errors import NeuroSliceModelError
    from model.tasks.registry import get_task
    from model.training.pack import pack_cases

    try:
        task = get_task(task_id)
        if spacing is not None:
            task = dataclasses.replace(task, spacing=(spacing, spacing, spacing))
        found = find_cases(data, task=task_id)
        split = read_split(splits) if splits else split_by_folder(data, cases=found)
        cases = choose(found, (*split.train, *split.val))
        with tqdm(total=len(cases), desc="Packing", unit="case") as bar:
            pack_cases(
                cases,
                task=task,
                folder=out,
                levels=levels,
                split=split,
                cubes=cubes,
                on_case=lambda name: bar.update(),
            )
    except (NeuroSliceModelError, ValueError, OSError) as error:
        raise click.ClickException(str(error)) from error
    size = sum(path.stat().st_size for path in out.iterdir())
    click.echo(f"{out}: {len(cases)} cases, {size / 1e6:.1f} MB")
