"""How the source is laid out."""

from __future__ import annotations

import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[1]
PLACES = ("backend", "bench", "db", "frontend/src", "frontend/*.ts", "model", "scripts", "tests")
SUFFIXES = {".py", ".ts", ".tsx", ".css", ".js", ".sh", ".yaml"}
GENERATED = "frontend/src/generated/"
MOST_LINES = 400


def sources() -> list[str]:
    """Name the source files that people write."""
    listed = subprocess.run(["git", "ls-files", "-z", *PLACES], cwd=ROOT, capture_output=True, text=True, check=True)
    return [
        name
        for name in listed.stdout.split("\0")
        if Path(name).suffix in SUFFIXES and not name.startswith(GENERATED) and (ROOT / name).is_file()
    ]


def test_the_source_is_found() -> None:
    assert {"backend/app.py", "frontend/vite.config.ts", "tests/test_layout.py"} <= set(sources())


def test_no_source_file_has_more_lines_than_can_be_read_at_once() -> None:
    lines = {name: len((ROOT / name).read_text(encoding="utf-8").splitlines()) for name in sources()}
    assert {name: count for name, count in lines.items() if count > MOST_LINES} == {}
