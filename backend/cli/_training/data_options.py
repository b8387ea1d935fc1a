"""The options that say which cases there are."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click

from backend.cli._training.option_group import option_group

__all__ = ["DataOptions", "data_options"]

_FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)
_NEW_FOLDER = click.Path(file_okay=False, path_type=Path)
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@dataclass(frozen=True, kw_only=True)
class DataOptions:
    """Which cases there are, and where what comes of them goes.

    Args:
        task_id: Task card to train for.
        data: Folder of cases in their original files, or None.
        prepared: Folder of packed cases, or None.
        splits: File that divides them, or None.
        out: Folder of the run.
        cache: Folder of the prepared cases, or None for the run's own.
        cubes: File of lesion cubes, or None.
    """

    task_id: str
    data: Path | None
    prepared: Path | None
    splits: Path | None
    out: Path
    cache: Path | None
    cubes: Path | None


data_options = option_group(
    DataOptions,
    argument="data",
    options=(
        click.option("--task", "task_id", default="brain-tumour", show_default=True, help="Task card to train for."),
        click.option(
            "--data",
            type=_FOLDER,
            help="Folder of cases of a data set of the task; in `train` and `val`, or divided by --splits or folds.",
        ),
        click.option("--prepared", type=_FOLDER, help="Folder that `neuroslice pack` wrote, instead of --data."),
        click.option("--splits", type=_FILE, help="JSON with train and val."),
        click.option("--out", required=True, type=_NEW_FOLDER, help="Folder of the run."),
        click.option("--cache", type=_NEW_FOLDER, help="Prepared cases. [default: OUT/prepared]"),
        click.option(
            "--cubes", type=_FILE, help="Lesion cubes to mix in; those of patients that are measured on are left out."
        ),
    ),
)
