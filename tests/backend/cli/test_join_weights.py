"""`neuroslice join-weights`: what it says and refuses; what it writes is told in `tests/model/weights/test_join.py`."""

from __future__ import annotations

import shutil
from pathlib import Path

from model.weights.card import WEIGHTS_DIR, read_card
from tests.backend.cli.conftest import Run


def _copy(folder: Path) -> str:
    folder.mkdir()
    for suffix in ("json", "npz"):
        shutil.copy(WEIGHTS_DIR / f"brain-tumour.{suffix}", folder)
    return str(folder)


def test_joins_the_weights_of_several_folders(run: Run, tmp_path: Path) -> None:
    shipped = read_card("brain-tumour")
    folders = [_copy(tmp_path / name) for name in ("a", "b")]

    result = run("join-weights", *folders, "--out", str(tmp_path / "both"), "--version", "9.9")

    assert result.returncode == 0, result.stderr
    assert f"{2 * shipped.members} networks" in result.stdout
    card = read_card("brain-tumour", folder=tmp_path / "both")
    assert (card.version, card.members) == ("9.9", 2 * shipped.members)
    assert card.training["command"] == "neuroslice join-weights WEIGHTS WEIGHTS --out OUT --version 9.9"


def test_a_folder_given_twice_is_refused_in_one_line(run: Run, tmp_path: Path) -> None:
    folder = _copy(tmp_path / "a")
    result = run("join-weights", folder, folder, "--out", str(tmp_path / "both"), "--version", "9.9")
    assert result.returncode == 1
    assert "once" in result.stderr
    assert len(result.stderr.splitlines()) == 1
