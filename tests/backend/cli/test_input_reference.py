"""`neuroslice input-reference`: what it refuses. What it learns is tested beside the code that learns it."""

from __future__ import annotations

from pathlib import Path

from model.data.phantom import write_demo_case
from tests.backend.cli.conftest import Run


def test_too_few_cases_are_refused_and_nothing_is_written(tmp_path: Path, run: Run) -> None:
    write_demo_case(tmp_path / "cases" / "a", shape=(12, 12, 8), spacing=(20.0, 20.0, 20.0))
    for path in (tmp_path / "cases" / "a").iterdir():
        path.rename(path.with_name(path.name.replace("demo", "a")))

    result = run("input-reference", "--train", str(tmp_path / "cases"), "--out", str(tmp_path / "reference.json"))

    assert result.returncode != 0
    assert "at least 3 cases" in result.stderr
    assert not (tmp_path / "reference.json").exists()


def test_a_folder_without_cases_is_refused_in_one_line(tmp_path: Path, run: Run) -> None:
    result = run("input-reference", "--train", str(tmp_path))

    assert result.returncode != 0
    assert "must hold cases" in result.stderr
