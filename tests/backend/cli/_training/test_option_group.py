from __future__ import annotations

from dataclasses import dataclass

import click
import pytest
from click.testing import CliRunner

from backend.cli._training.option_group import option_group


@dataclass(frozen=True, kw_only=True)
class Drink:
    """Two options."""

    name: str
    cups: int


@dataclass(frozen=True, kw_only=True)
class Food:
    """Another one."""

    slices: int


drink = option_group(
    Drink,
    argument="name",
    options=(
        click.option("--drink", "name", default="tea", show_default=True, help="What to drink."),
        click.option("--cups", type=click.IntRange(min=1), default=1, help="How many."),
    ),
)
food = option_group(Food, argument="food", options=(click.option("--slices", type=int, required=True),))


@click.command("serve")
@drink
@click.option("--warm", is_flag=True)
@food
def serve(*, name: Drink, warm: bool, food: Food) -> None:
    """Put something on the table."""
    click.echo(f"{name} {warm} {food}")


@pytest.mark.parametrize(
    ("arguments", "printed"),
    [
        (("--slices", "2"), "Drink(name='tea', cups=1) False Food(slices=2)"),
        (
            ("--warm", "--slices", "3", "--drink", "milk", "--cups", "4"),
            "Drink(name='milk', cups=4) True Food(slices=3)",
        ),
    ],
)
def test_a_command_gets_each_group_as_one_argument(arguments: tuple[str, ...], printed: str) -> None:
    result = CliRunner().invoke(serve, arguments)
    assert result.exit_code == 0, result.output
    assert result.output.strip() == printed


def test_help_lists_the_options_as_they_are_decorated() -> None:
    output = CliRunner().invoke(serve, ["--help"]).output
    assert "Put something on the table." in output
    places = [output.index(option) for option in ("--drink", "--cups", "--warm", "--slices")]
    assert places == sorted(places)


@pytest.mark.parametrize("arguments", [(), ("--slices", "2", "--cups", "0")])
def test_options_of_a_group_are_checked_like_any_other(arguments: tuple[str, ...]) -> None:
    assert CliRunner().invoke(serve, arguments).exit_code == 2
