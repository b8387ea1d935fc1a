"""The options that say which folds are run."""

from __future__ import annotations

from dataclasses import dataclass

import click

from backend.cli._training.option_group import option_group

__all__ = ["FoldOptions", "fold_options"]


@dataclass(frozen=True, kw_only=True)
class FoldOptions:
    """Which folds are run.

    Args:
        count: Parts that the cases are divided into.
        only: The folds that are run; all where empty.
    """

    count: int
    only: tuple[int, ...]


fold_options = option_group(
    FoldOptions,
    argument="folds",
    options=(
        click.option(
            "--folds",
            "count",
            type=click.IntRange(min=2),
            default=5,
            show_default=True,
            help="Parts of train and val.",
        ),
        click.option(
            "--only", multiple=True, type=click.IntRange(min=0), help="Run this fold alone; may be given again."
        ),
    ),
)
