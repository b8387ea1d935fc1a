"""`neuroslice calibrate`: what it writes into the card of weights, and what it leaves alone."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from model.data.phantom import write_demo_case
from model.weights.card import WEIGHTS_DIR
from tests.backend.cli.conftest import Run


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Write two made-up cases under BraTS names."""
    for name in ("a", "b"):
        folder = tmp_path / "data" / name
        files = write_demo_case(folder, shape=(36, 40, 32), spacing=(4.0, 4.0, 4.0), seed=ord(name))
        for channel, path in files.items():
            path.rename(folder / f"{name}_{channel}.nii.gz")
    return tmp_path / "data"


@pytest.fixture
def weights(tmp_path: Path) -> Path:
    """Copy the weights that ship."""
    folder = tmp_path / "weights"
    folder.mkdir()
    for suffix in ("json", "npz"):
        shutil.copy(WEIGHTS_DIR / f"brain-tumour.{suffix}", folder)
    return folder


def read(folder: Path) -> dict[str, object]:
    values: dict[str, object] = json.loads((folder / "brain-tumour.json").read_text(encoding="utf-8"))
    return values


def test_the_card_gets_temperatures_and_confidences_and_the_weights_stay(data: Path, weights: Path, run: Run) -> None:
    before, bytes_before = read(weights), (weights / "brain-tumour.npz").read_bytes()

    result = run("calibrate", "--data", str(data), "--weights", str(weights))

    assert result.returncode == 0, result.stderr
    after = read(weights)
    calibration = after.pop("calibration")
    before.pop("calibration", None)
    before.setdefault("rules", {})  # none, on a card from before there were any
    before.setdefault("members", 1)
    before.setdefault("prediction", {})
    assert after == before
    assert (weights / "brain-tumour.npz").read_bytes() == bytes_before
    assert isinstance(calibration, dict)
    assert calibration["cases"] == 2
    assert set(calibration["temperature"]) == set(calibration["ece"]) == {"WT", "TC", "ET"}
    assert all(0.25 <= value <= 4 for value in calibration["temperature"].values())
    assert "WT: temperature" in result.stdout

    # Measured again, it comes out the same: what the card already holds is taken off first.
    run("calibrate", "--data", str(data), "--weights", str(weights))
    again = read(weights)["calibration"]
    assert isinstance(again, dict)
    assert again["temperature"] == pytest.approx(calibration["temperature"], rel=0.01)


def test_cases_that_were_trained_on_say_nothing(data: Path, weights: Path, run: Run) -> None:
    card = read(weights)
    card["training"] = {"cases": ["a", "b"]}
    (weights / "brain-tumour.json").write_text(json.dumps(card), encoding="utf-8")

    result = run("calibrate", "--data", str(data), "--weights", str(weights))

    assert result.returncode != 0
    assert "was trained on" in result.stderr


def test_several_weights_need_a_card_to_write_to(data: Path, weights: Path, run: Run) -> None:
    result = run("calibrate", "--data", str(data), "--weights", str(weights), "--weights", str(weights))

    assert result.returncode != 0
    assert "--write-to" in result.stderr
