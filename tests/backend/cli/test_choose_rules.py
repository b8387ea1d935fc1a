"""`neuroslice choose-rules`: what it writes into the cards of weights, and what it leaves alone."""

from __future__ import annotations

import dataclasses
import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from model.data.phantom import write_demo_case
from model.evaluation.network_labeller import NetworkLabeller
from model.inference.part_rules import PartRules
from model.tasks.registry import get_task
from model.weights.card import WEIGHTS_DIR, read_card
from tests.backend.cli.conftest import Run


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Write two made-up cases under BraTS names."""
    for name in ("a", "b"):
        folder = tmp_path / "cases" / name
        files = write_demo_case(folder, shape=(36, 40, 32), spacing=(4.0, 4.0, 4.0), seed=ord(name))
        for channel, path in files.items():
            path.rename(folder / f"{name}_{channel}.nii.gz")
    return tmp_path / "cases"


def copy_weights(folder: Path, *, trained_on: Sequence[str], rules: dict[str, Any] | None = None) -> Path:
    """Copy the weights that ship, as if they had been trained on some cases."""
    folder.mkdir()
    shutil.copy(WEIGHTS_DIR / "brain-tumour.npz", folder)
    card = dataclasses.replace(read_card("brain-tumour"), training={"cases": list(trained_on)}, rules=rules or {})
    card.write(folder / "brain-tumour.json")
    return folder


def read(folder: Path) -> dict[str, Any]:
    values: dict[str, Any] = json.loads((folder / "brain-tumour.json").read_text(encoding="utf-8"))
    return values


def test_the_cards_get_rules_and_the_weights_stay(data: Path, tmp_path: Path, run: Run) -> None:
    one = copy_weights(tmp_path / "one", trained_on=["a"])
    # What is there already plays no part in the choice: this would leave nothing to choose from.
    two = copy_weights(tmp_path / "two", trained_on=["b"], rules={"WT": {"smallest_region_mm3": 1e9}})
    shipped = copy_weights(tmp_path / "shipped", trained_on=["a", "b"])
    before = read(shipped)

    folds = ["--weights", str(one), "--weights", str(two)]
    result = run("choose-rules", "--data", str(data), *folds, "--write-to", str(shipped), "--write-to", str(two))

    assert result.returncode == 0, result.stderr
    after = read(shipped)
    rules = after.pop("rules")
    before.pop("rules")
    assert after == before
    assert (shipped / "brain-tumour.npz").read_bytes() == (WEIGHTS_DIR / "brain-tumour.npz").read_bytes()
    assert rules == read(two)["rules"]
    assert read(one)["rules"] == {}
    assert rules["cases"] == 2
    assert set(rules["measured"]) == {"WT", "TC", "ET"}
    assert rules["measured"]["WT"]["dice"]["before"] > 0
    assert "| WT" in result.stdout
    assert "Means over 2 unseen cases" in result.stdout

    # What was written is what the networks then keep to.
    task = get_task("brain-tumour")
    words = PartRules.from_card(rules, task=task).words()
    described = NetworkLabeller.open(task, weights_dir=shipped).description
    assert (f"given up: {words}" in described) == bool(words)


def test_cases_that_were_trained_on_say_nothing(data: Path, tmp_path: Path, run: Run) -> None:
    weights = copy_weights(tmp_path / "one", trained_on=["a", "b"])
    result = run("choose-rules", "--data", str(data), "--weights", str(weights))
    assert result.returncode == 1
    (line,) = result.stderr.strip().splitlines()
    assert "was trained on" in line


def test_cases_that_are_left_out_are_named(data: Path, tmp_path: Path, run: Run) -> None:
    weights = copy_weights(tmp_path / "one", trained_on=["b"])
    result = run("choose-rules", "--data", str(data), "--weights", str(weights))
    assert result.returncode == 0, result.stderr
    assert "Left out, because all of these weights were trained on them: b." in result.stderr
    assert read(weights)["rules"]["cases"] == 1


def test_a_card_to_write_to_is_missed_before_any_work(data: Path, tmp_path: Path, run: Run) -> None:
    weights = copy_weights(tmp_path / "one", trained_on=[])
    (tmp_path / "empty").mkdir()
    arguments = ["--data", str(data), "--weights", str(weights), "--write-to", str(tmp_path / "empty")]
    result = run("choose-rules", *arguments)
    assert result.returncode == 1
    (line,) = result.stderr.strip().splitlines()
    assert "There are no weights" in line


def test_several_weights_need_a_card_to_write_to(data: Path, tmp_path: Path, run: Run) -> None:
    folders = [copy_weights(tmp_path / name, trained_on=[]) for name in ("one", "two")]
    arguments = [argument for folder in folders for argument in ("--weights", str(folder))]
    result = run("choose-rules", "--data", str(data), *arguments)
    assert result.returncode == 1
    assert "--write-to" in result.stderr
