"""The audit log from the command line."""

from __future__ import annotations

import re
import sqlite3
from pathlib import Path

import pytest

from tests.backend.cli.conftest import Run

PASSWORD = "a long enough one"


@pytest.fixture
def used(run: Run) -> Run:
    """Make an account and a token, which the log tells of."""
    assert run("user", "add", "Kim", "--role", "viewer", "--password-stdin", stdin=PASSWORD).returncode == 0
    assert run("token", "add", "Kim").returncode == 0
    return run


def tamper(folder: Path, statement: str) -> None:
    """Change the database behind the back of the code."""
    connection = sqlite3.connect(folder / "data" / "neuroslice.sqlite3")
    connection.execute(statement)
    connection.commit()
    connection.close()


def test_a_whole_log_is_said_to_be_whole_and_its_last_event_stands_alone(used: Run) -> None:
    result = used("audit", "verify")

    assert result.returncode == 0
    assert re.fullmatch(r"4:[0-9a-f]{64}\n", result.stdout)
    assert result.stderr == "The audit log is whole: 4 events.\n"


def test_what_the_command_line_did_is_in_the_log(used: Run, tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "data" / "neuroslice.sqlite3")
    rows = connection.execute("SELECT action, outcome, via, detail FROM audit_events ORDER BY id").fetchall()
    connection.close()

    assert [row[:3] for row in rows] == [
        ("account.create", "begun", "command line"),
        ("account.create", "done", "command line"),
        ("token.issue", "begun", "command line"),
        ("token.issue", "done", "command line"),
    ]
    assert all(PASSWORD not in row[3] for row in rows)


def test_an_account_that_is_not_made_is_told_as_failed(used: Run, tmp_path: Path) -> None:
    used("user", "add", "Kim", "--role", "viewer", "--password-stdin", stdin=PASSWORD)

    connection = sqlite3.connect(tmp_path / "data" / "neuroslice.sqlite3")
    last = connection.execute("SELECT action, outcome FROM audit_events ORDER BY id DESC").fetchone()
    connection.close()
    assert last == ("account.create", "failed")


@pytest.mark.parametrize(
    ("statement", "problem"),
    [
        ("UPDATE audit_events SET account_name = 'x' WHERE id = 2", "Event 2 is not as it was written."),
        ("DELETE FROM audit_events WHERE id = 2", "Event 2 is missing."),
        ("DELETE FROM audit_events WHERE id = 4", "Event 4 is missing."),
    ],
)
def test_a_log_that_was_tampered_with_fails_with_what_is_wrong(
    used: Run, tmp_path: Path, statement: str, problem: str
) -> None:
    tamper(tmp_path, statement)

    result = used("audit", "verify")

    assert result.returncode == 1
    assert result.stdout == ""
    assert result.stderr == f"{problem}\nneuroslice: The audit log is not what was written.\n"


def test_an_event_that_was_noted_down_is_looked_for(used: Run) -> None:
    noted = used("audit", "verify").stdout.strip()
    changed = noted[:-1] + ("0" if noted[-1] != "0" else "1")

    assert used("audit", "verify", "--expect", noted).returncode == 0
    assert used("audit", "verify", "--expect", changed).returncode == 1
    assert used("audit", "verify", "--expect", "x").returncode == 2
