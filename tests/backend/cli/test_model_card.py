from __future__ import annotations

import json
from pathlib import Path

import pytest

from model.evaluation.network_labeller import GIVEN_UP
from model.inference.part_rules import PartRules
from model.tasks.registry import get_task
from model.weights.card import read_card
from tests.backend.cli.conftest import Run

REGIONS = ("WT", "TC", "ET")


@pytest.fixture
def evaluation(tmp_path: Path) -> Path:
    """Write an evaluation of the shipped weights on one made-up case, with a curve beside it."""
    card = read_card("brain-tumour")
    rules = PartRules.from_card(card.rules, task=get_task("brain-tumour")).words()
    metrics = dict.fromkeys(("dice", "iou", "hd95", "sensitivity", "specificity", "precision"), 0.5)
    case = {
        "name": "case_0",
        "regions": dict.fromkeys(REGIONS, metrics),
        "label_dice": dict.fromkeys(("NCR", "ED", "ET"), 0.5),
        "mean_iou": 0.5,
        "accuracy": 0.9,
        "true_ml": dict.fromkeys(REGIONS, 1.0),
        "predicted_ml": dict.fromkeys(REGIONS, 2.0),
        "seconds": 1.0,
    }
    model = {
        "name": "unet 1.0",
        "description": f"unet 1.0, weights {card.sha256[:12]}{GIVEN_UP if rules else ''}{rules}",
        "cases": [case],
        "reliability": {region: {"voxels": [1], "probability": [0.5], "inside": [1]} for region in REGIONS},
        "subsets": {},
    }
    path = tmp_path / "measured" / "evaluation.json"
    path.parent.mkdir()
    path.write_text(json.dumps({"task": "brain-tumour", "models": [model]}), encoding="utf-8")
    path.with_name("reliability.png").write_bytes(b"a picture")
    return path


def test_writes_the_card_and_the_curve_beside_it(run: Run, evaluation: Path, tmp_path: Path) -> None:
    section = tmp_path / "ablation.md"
    section.write_text("## Ablation\n", encoding="utf-8")
    out = tmp_path / "docs" / "model-card.md"
    result = run("model-card", "--test", str(evaluation), "--section", str(section), "--out", str(out))
    assert result.returncode == 0, result.stderr
    text = out.read_text(encoding="utf-8")
    assert "## Test cases\n" in text
    assert "## Validation cases\n" not in text
    assert "## Ablation\n" in text
    assert "(model-card-test-reliability.png)" in text
    assert (out.parent / "model-card-test-reliability.png").read_bytes() == b"a picture"


def test_figures_of_other_weights_are_refused_in_one_line(run: Run, evaluation: Path, tmp_path: Path) -> None:
    text = evaluation.read_text(encoding="utf-8").replace(read_card("brain-tumour").sha256[:12], "0123456789ab")
    evaluation.write_text(text, encoding="utf-8")
    result = run("model-card", "--validation", str(evaluation), "--out", str(tmp_path / "card.md"))
    assert result.returncode == 1
    (line,) = result.stderr.strip().splitlines()
    assert "must be of weights" in line
    assert not (tmp_path / "card.md").exists()


def test_another_file_is_refused_in_one_line(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "other.json"
    path.write_text("[]", encoding="utf-8")
    result = run("model-card", "--test", str(path), "--out", str(tmp_path / "card.md"))
    assert result.returncode == 1
    assert "is not an evaluation" in result.stderr


def test_a_cross_validation_is_a_section_of_its_own(run: Run, evaluation: Path, tmp_path: Path) -> None:
    values = json.loads(evaluation.read_text(encoding="utf-8"))
    (model,) = values["models"]
    model["name"] = f"{read_card('brain-tumour').name} 1.0, 2 folds"
    model["description"] = "cross-validation, each case by another network: weights 0123 (1 case)"
    folder = tmp_path / "folds"
    folder.mkdir()
    (folder / "evaluation.json").write_text(json.dumps(values), encoding="utf-8")
    (folder / "reliability.png").write_bytes(b"another picture")
    out = tmp_path / "card.md"
    files = ["--cross-validation", str(folder / "evaluation.json"), "--test", str(evaluation)]
    result = run("model-card", *files, "--out", str(out))
    assert result.returncode == 0, result.stderr
    text = out.read_text(encoding="utf-8")
    assert text.index("## Cross-validation\n") < text.index("## Test cases\n")
    assert "(card-cross-validation-reliability.png)" in text
    assert (tmp_path / "card-cross-validation-reliability.png").read_bytes() == b"another picture"

    result = run("model-card", "--cross-validation", str(evaluation), "--out", str(tmp_path / "wrong.md"))
    assert result.returncode == 1
    (line,) = result.stderr.strip().splitlines()
    assert "must be of several networks" in line


def test_a_card_needs_figures(run: Run, tmp_path: Path) -> None:
    result = run("model-card", "--out", str(tmp_path / "card.md"))
    assert result.returncode == 1
    assert "at least one" in result.stderr
