from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from model.evaluation.evaluation import Evaluation
from model.evaluation.model_card import model_card
from model.tasks.card import TaskCard
from model.weights.card import WEIGHTS_DIR, WeightsCard, read_card

DOCUMENT = Path(__file__).parents[3] / "docs" / "model-card.md"


@pytest.fixture(scope="module")
def shipped(brain_tumour: TaskCard) -> WeightsCard:
    """Read the card of the shipped weights."""
    return read_card(brain_tumour.weights)


@pytest.fixture(scope="module")
def measured(evaluation: Evaluation, shipped: WeightsCard) -> Evaluation:
    """Pretend that the shipped weights were measured."""
    first, second = evaluation.models
    described = dataclasses.replace(first, description=f"unet 1.0, weights {shipped.sha256[:12]}, tensorflow")
    return dataclasses.replace(evaluation, models=(described, second))


def test_says_everything_about_the_weights(shipped: WeightsCard, measured: Evaluation, brain_tumour: TaskCard) -> None:
    text = model_card(
        shipped,
        task=brain_tumour,
        size=7_500_000,
        evaluations={"Validation cases": measured, "Test cases": measured},
        pictures={"Test cases": "curve.png"},
        sections=["## Ablation\n\nNothing helped.\n"],
    )
    assert text.startswith(f"# Model card: {shipped.name} {shipped.version}\n")
    for words in (
        shipped.sha256,
        "7.5 MB",
        shipped.intended_use,
        shipped.training["hardware"],
        "## Failure modes",
        "## Limits of these figures",
        "## Validation cases",
        "### Test cases: Enhancing tumour (ET)",
        "### Test cases: missing channels",
        "](curve.png)",
        "## Ablation\n\nNothing helped.",
        "0.8212",
    ):
        assert words in text
    for source in shipped.training["sources"]:
        assert source["citation"] in text
    for name in shipped.training["cases"]:
        assert name in text
    assert "${" not in text


def test_figures_of_other_weights_are_refused(
    shipped: WeightsCard, evaluation: Evaluation, brain_tumour: TaskCard
) -> None:
    with pytest.raises(ValueError, match=f"must be of weights {shipped.sha256[:12]}"):
        model_card(shipped, task=brain_tumour, size=1, evaluations={"Test cases": evaluation})


def test_figures_of_another_task_are_refused(
    shipped: WeightsCard, measured: Evaluation, brain_tumour: TaskCard
) -> None:
    other = dataclasses.replace(measured, task="heart")
    with pytest.raises(ValueError, match="must be of task brain-tumour"):
        model_card(shipped, task=brain_tumour, size=1, evaluations={"Test cases": other})


def test_a_card_without_figures_is_refused(shipped: WeightsCard, brain_tumour: TaskCard) -> None:
    with pytest.raises(ValueError, match="at least one"):
        model_card(shipped, task=brain_tumour, size=1, evaluations={})


def test_the_card_in_docs_is_that_of_the_shipped_weights(shipped: WeightsCard) -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    assert shipped.sha256 in text, "make it anew: neuroslice evaluate …, then neuroslice model-card …"
    assert f"{(WEIGHTS_DIR / shipped.file).stat().st_size / 1e6:.1f} MB" in text
