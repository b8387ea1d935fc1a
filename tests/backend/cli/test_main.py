"""Commands say what they do, and in one line what is wrong."""

from __future__ import annotations

import subprocess
import sys

import pytest
from click.testing import CliRunner

from backend.cli.main import Commands, cli
from tests.backend.cli.conftest import Run


def names() -> list[str]:
    assert isinstance(cli, Commands)
    return cli.list_commands(cli.make_context("neuroslice", ["--help"], resilient_parsing=True))


def test_the_commands_for_every_chore_are_there() -> None:
    assert {"db", "openapi", "token", "user"} <= set(names())


@pytest.mark.parametrize("name", names())
def test_every_command_has_help(name: str) -> None:
    result = CliRunner().invoke(cli, [name, "--help"])

    assert result.exit_code == 0
    assert result.output.startswith("Usage: ")


def test_the_installed_command_answers_in_a_process_of_its_own() -> None:
    code = "from backend.cli.main import main; main(['nonsense'])"

    result = subprocess.run([sys.executable, "-W", "error", "-c", code], capture_output=True, text=True)

    assert (result.returncode, result.stdout) == (2, "")
    assert result.stderr == "neuroslice: No such command 'nonsense'.\n"


def test_help_lists_every_command(run: Run) -> None:
    result = run("--help")

    assert result.returncode == 0
    for name in names():
        assert f"\n  {name} " in result.stdout


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["--nonsense"],
        ["user", "add"],
        ["user", "add", "Kim", "--role", "boss"],
        ["token", "add", "Nobody"],
        ["db", "downgrade"],
    ],
)
def test_bad_input_gets_one_line_and_a_failure(run: Run, arguments: list[str]) -> None:
    result = run(*arguments)

    assert result.returncode != 0
    assert result.stdout == ""
    assert result.stderr.startswith("neuroslice: ")
    assert result.stderr.count("\n") == 1


def test_bad_settings_get_one_line_too(run: Run) -> None:
    result = run("db", "upgrade", NEUROSLICE_WEB_WORKERS="x", NEUROSLICE_TYPO="y")

    assert result.returncode == 1
    assert result.stderr.count("\n") == 1
    assert "NEUROSLICE_WEB_WORKERS" in result.stderr
    assert "NEUROSLICE_TYPO" in result.stderr


def test_a_database_that_does_not_answer_gets_one_line_without_the_password(run: Run) -> None:
    result = run("db", "upgrade", NEUROSLICE_DATABASE_URL="mysql+pymysql://u:hidden@127.0.0.1:1/d")

    assert result.returncode == 1
    assert result.stderr.count("\n") == 1
    assert "hidden" not in result.stderr
