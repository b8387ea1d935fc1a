"""The command line, run in a process of its own as its users do."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Run `neuroslice` with arguments and a data directory of its own; errors are not raised."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("NEUROSLICE_")}

    def neuroslice(*arguments: str, stdin: str = "", **variables: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, "-W", "error", "-c", "from backend.cli.main import main; main()", *arguments],
            input=stdin,
            env=clean | {"NEUROSLICE_DATA_DIR": str(tmp_path / "data")} | variables,
            cwd=Path(__file__).parents[3],
            capture_output=True,
            text=True,
            timeout=60,
        )

    return neuroslice
