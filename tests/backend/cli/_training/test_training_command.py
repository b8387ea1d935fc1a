from __future__ import annotations

import click
import pytest
from click.testing import CliRunner

from backend.cli._training.training_command import training_command
from model.errors import ModelUnavailable


def _failing(error: Exception) -> click.Command:
    @training_command("learn")
    def command() -> None:
        """Fail."""
        raise error

    return command


@pytest.mark.parametrize("error", [ModelUnavailable("No weights."), ValueError("No fold."), OSError("No space.")])
def test_what_is_wrong_with_the_input_is_said_in_one_line(error: Exception) -> None:
    result = CliRunner().invoke(_failing(error))
    assert (result.exit_code, result.output) == (1, f"Error: {error}\n")


def test_a_mistake_in_the_program_keeps_its_traceback() -> None:
    result = CliRunner().invoke(_failing(TypeError("not callable")))
    assert isinstance(result.exception, TypeError)


def test_help_is_the_docstring() -> None:
    assert "Fail." in CliRunner().invoke(_failing(ValueError()), ["--help"]).output
