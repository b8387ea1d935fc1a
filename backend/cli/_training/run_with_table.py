"""A series of runs with a table of what they say together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from backend.cli._training.run_with_bars import run_with_bars

if TYPE_CHECKING:
    from model.training.experiment import Experiment
    from model.training.series import Pooled
    from model.training.validate import Scores

    Rows = Mapping[str, Pooled]

__all__ = ["run_with_table"]


def run_with_table(
    experiments: Mapping[str, Experiment],
    *,
    folder: Path,
    name: str,
    title: str,
    rows: Callable[[Mapping[str, Scores]], Rows],
    table: Callable[[Rows], str],
) -> None:
    """Run experiments one after another, write the table anew after each, and print it at the end.

    Args:
        experiments: By name; what is done is not run again, and what was cut short goes on.
        folder: Holds the runs and the table.
        name: Of the table's files.
        title: Heading.
        rows: Puts what is done together.
        table: Writes the rows in Markdown.
    """
    from model.training.series import run_series
    from model.training.series_table import write_table

    def write(done: Mapping[str, Scores]) -> None:
        pooled = rows(done)
        write_table(folder, name=name, title=title, table=table(pooled), rows=pooled)

    run_series(
        experiments,
        folder=folder,
        run=lambda run, experiment, out: run_with_bars(experiment, folder=out, title=run),
        on_done=write,
    )
    click.echo((folder / f"{name}.md").read_text(encoding="utf-8"))
