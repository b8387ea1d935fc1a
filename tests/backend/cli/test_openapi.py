"""The API's document, for the front end's types."""

from __future__ import annotations

import json
from pathlib import Path

from tests.backend.cli.conftest import Run


def test_the_document_is_the_same_whatever_the_environment(run: Run, tmp_path: Path) -> None:
    plain = run("openapi")
    other = run("openapi", NEUROSLICE_DATABASE_URL="mysql+pymysql://u:p@nowhere/d", NEUROSLICE_TYPO="x")

    assert plain.returncode == other.returncode == 0
    assert plain.stdout == other.stdout
    assert json.loads(plain.stdout)["openapi"].startswith("3.")


def test_printing_it_opens_and_writes_nothing(run: Run, tmp_path: Path) -> None:
    run("openapi")

    assert not (tmp_path / "data").exists()
