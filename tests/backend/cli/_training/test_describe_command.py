from __future__ import annotations

from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from backend.cli._training.describe_command import describe_command


@click.command("learn")
@click.argument("recipes", type=click.Path(path_type=Path), required=False)
@click.option("--data", type=click.Path(path_type=Path))
@click.option("--preset", "preset_name")
@click.option("--cases", "counts", multiple=True, type=int)
@click.option("--folds", type=int, default=5)
@click.option("--all", "whole", is_flag=True)
def learn(**values: object) -> None:
    """Say what was asked for."""
    click.echo(describe_command())


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ((), "neuroslice learn"),
        (("recipes.yaml", "--folds", "5"), "neuroslice learn"),
        (("--folds", "4", "--all"), "neuroslice learn --folds 4 --all"),
        (("--data", "/home/kim/brats"), "neuroslice learn --data DATA"),
        (("--preset", "/home/kim/mine.yaml"), "neuroslice learn --preset mine.yaml"),
        (("--cases", "8", "--cases", "16"), "neuroslice learn --cases 8 --cases 16"),
    ],
)
def test_says_what_was_asked_for_and_no_folder(arguments: tuple[str, ...], expected: str) -> None:
    result = CliRunner().invoke(learn, arguments)
    assert result.exit_code == 0, result.output
    assert result.output.strip() == expected
