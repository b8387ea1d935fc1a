"""The command line, with an environment of its own."""

from __future__ import annotations

import io
import os
import sqlite3
from collections.abc import Callable
from contextlib import closing, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import pytest

from backend.cli.main import main


@dataclass(frozen=True)
class Result:
    """What a command left behind."""

    returncode: int
    stdout: str
    stderr: str


Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run `neuroslice` with arguments, in this process and with a data directory of its own."""
    for name in os.environ:
        if name.startswith("NEUROSLICE_"):
            monkeypatch.delenv(name)
    monkeypatch.setenv("NEUROSLICE_DATA_DIR", str(tmp_path / "data"))
    # A new data directory would have the first command measure which runtime is the faster one.
    monkeypatch.setenv("NEUROSLICE_RUNTIME", "tensorflow")

    def neuroslice(*arguments: str, stdin: str = "", **variables: str) -> Result:
        output, errors = io.StringIO(), io.StringIO()
        with monkeypatch.context() as patch, redirect_stdout(output), redirect_stderr(errors):
            for name, value in variables.items():
                patch.setenv(name, value)
            patch.setattr("sys.stdin", io.StringIO(stdin))
            with pytest.raises(SystemExit) as ended:
                main(arguments)
        code = ended.value.code
        return Result(code if isinstance(code, int) else 0, output.getvalue(), errors.getvalue())

    return neuroslice


def audited(data_dir: Path) -> list[tuple[str, str]]:
    """Read the audit log of an installation: what was done by the command line, and how it went."""
    with closing(sqlite3.connect(data_dir / "neuroslice.sqlite3")) as database:
        rows = database.execute("SELECT action, outcome FROM audit_events WHERE via = 'command line' ORDER BY id")
        return [(action, outcome) for action, outcome in rows]
