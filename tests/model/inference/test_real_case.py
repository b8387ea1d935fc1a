"""The shipped weights on a real validation case, at its own resolution."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from model.data.readers import find_cases
from model.evaluation.evaluate_case import evaluate_case
from model.evaluation.network_labeller import NetworkLabeller
from model.evaluation.study import read_study
from model.tasks.card import TaskCard
from model.weights.card import read_card

CASE = "BraTS2021_01478"
CHECKOUT = Path(__file__).parents[3]


def packed_cases() -> Path | None:
    """Find the packed cases beside the checkout."""
    beside = os.environ.get("NEUROSLICE_SHARED")
    roots = [Path(beside)] if beside else [parent / "shared" for parent in CHECKOUT.parents]
    return next((root / "data" / "brats" for root in roots if (root / "data" / "brats" / "unpack.py").is_file()), None)


@pytest.mark.real_data
def test_scores_what_its_card_says(brain_tumour: TaskCard, tmp_path: Path) -> None:
    packed = packed_cases()
    if packed is None:
        pytest.skip("no labelled volumes beside the checkout (shared/data/brats)")
    pytest.importorskip("imagecodecs", reason="imagecodecs, which unpacks the volumes, is not installed")
    command = [sys.executable, str(packed / "unpack.py"), str(tmp_path), "--cases", CASE]
    subprocess.run(command, check=True, capture_output=True)
    (case,) = find_cases(tmp_path)
    # The card's figures were measured while training, before there was any rule.
    labeller = NetworkLabeller.open(brain_tumour, with_rules=False)
    result, _ = evaluate_case(read_study(case, task=brain_tumour), labeller=labeller, task=brain_tumour)
    measured = {region: metrics["dice"] for region, metrics in result.regions.items()}
    expected = read_card(brain_tumour.weights).validation["cases"][CASE]
    # Another CPU rounds differently, which moves a few voxels at the border.
    assert measured == {region: pytest.approx(score, abs=0.01) for region, score in expected.items()}
    assert measured["WT"] > 0.7
