from __future__ import annotations

import dataclasses
import re
from pathlib import Path

import pytest

from model.evaluation.calibration_section import calibration_section
from model.evaluation.evaluation import Evaluation
from model.evaluation.folds_labeller import CROSS_VALIDATION
from model.evaluation.input_checks_table import input_checks_table
from model.evaluation.model_card import CROSS_VALIDATED, model_card
from model.evaluation.network_labeller import GIVEN_UP
from model.inference.checks.reference import read_reference
from model.inference.part_rules import PartRules
from model.tasks.card import TaskCard
from model.weights.card import WEIGHTS_DIR, WeightsCard, read_card

DOCUMENT = Path(__file__).parents[3] / "docs" / "model-card.md"


@pytest.fixture(scope="module")
def shipped(brain_tumour: TaskCard) -> WeightsCard:
    """Read the card of the shipped weights."""
    return read_card(brain_tumour.weights)


@pytest.fixture(scope="module")
def measured(evaluation: Evaluation, shipped: WeightsCard, brain_tumour: TaskCard) -> Evaluation:
    """Pretend that the shipped weights were measured."""
    first, second = evaluation.models
    rules = PartRules.from_card(shipped.rules, task=brain_tumour).words()
    description = f"unet 1.0, weights {shipped.sha256[:12]}, tensorflow{GIVEN_UP if rules else ''}{rules}"
    described = dataclasses.replace(first, description=description)
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


def test_what_first_weights_took_is_part_of_what_was_spent(
    shipped: WeightsCard, measured: Evaluation, brain_tumour: TaskCard
) -> None:
    def row(**training: object) -> list[str]:
        card = dataclasses.replace(shipped, training={**shipped.training, "members": None, **training})
        text = model_card(card, task=brain_tumour, size=1, evaluations={"Test cases": measured})
        return [line for line in text.splitlines() if line.startswith("| with first weights ")]

    own = {"steps": 700, "seconds": 1800}
    assert row(**own, first_weights=None) == []
    said = "| with first weights | 1400 steps, 5400 seconds (1.5 hours) |"
    assert row(**own, first_weights={"name": "unet", "steps": 700, "seconds": 3600}) == [said]
    half = {"steps": 350, "seconds": 900, "first_weights": {"steps": 350, "seconds": 1800}}
    assert row(**own, members=[half, half]) == [said]


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


@pytest.fixture(scope="module")
def folds(evaluation: Evaluation, shipped: WeightsCard) -> Evaluation:
    """Pretend that networks of the same kind were cross-validated."""
    first, _ = evaluation.models
    described = dataclasses.replace(
        first,
        name=f"{shipped.name} 9.9, 2 folds",
        description=f"{CROSS_VALIDATION}, each case by another: weights 0123 (2 cases); weights 4567 (1 case)",
    )
    return dataclasses.replace(evaluation, models=(described,))


def test_a_cross_validation_comes_first_and_says_whose_it_is(
    shipped: WeightsCard, measured: Evaluation, folds: Evaluation, brain_tumour: TaskCard
) -> None:
    text = model_card(
        shipped,
        task=brain_tumour,
        size=1,
        evaluations={"Test cases": measured},
        cross_validation=folds,
        pictures={CROSS_VALIDATED: "folds.png"},
    )
    section = text[text.index(f"## {CROSS_VALIDATED}\n") : text.index("## Test cases\n")]
    assert "not this file of weights" in section
    assert "weights 4567 (1 case)" in section
    assert "](folds.png)" in section
    assert "### Cross-validation: Enhancing tumour (ET)" in section
    assert "3 (Cross-validation), 3 (Test cases)" in text
    failures = text[text.index("## Failure modes\n") :]
    assert failures.index("Cross-validation:\n\n- **Whole") < failures.index("Test cases:\n\n- **Whole")
    assert "not this file of weights" not in text.replace(section, "")


def test_a_cross_validation_is_figures_enough(shipped: WeightsCard, folds: Evaluation, brain_tumour: TaskCard) -> None:
    text = model_card(shipped, task=brain_tumour, size=1, evaluations={}, cross_validation=folds)
    assert f"## {CROSS_VALIDATED}\n" in text
    assert "worst case a (Dice 0.500)" in text


def test_one_network_is_no_cross_validation(
    shipped: WeightsCard, measured: Evaluation, folds: Evaluation, brain_tumour: TaskCard
) -> None:
    other = dataclasses.replace(folds, models=(dataclasses.replace(folds.models[0], name="report2024, 2 folds"),))
    for wrong in (measured, other):
        with pytest.raises(ValueError, match="must be of several networks"):
            model_card(shipped, task=brain_tumour, size=1, evaluations={}, cross_validation=wrong)
    heart = dataclasses.replace(folds, task="heart")
    with pytest.raises(ValueError, match="cross-validation must be of task"):
        model_card(shipped, task=brain_tumour, size=1, evaluations={}, cross_validation=heart)


def test_states_the_part_rules_and_refuses_figures_without_them(
    shipped: WeightsCard, measured: Evaluation, folds: Evaluation, brain_tumour: TaskCard
) -> None:
    none = dataclasses.replace(shipped, rules={})
    own, other = measured.models
    own = dataclasses.replace(own, description=own.description.partition(GIVEN_UP)[0])
    measured = dataclasses.replace(measured, models=(own, other))
    text = model_card(none, task=brain_tumour, size=1, evaluations={"Test cases": measured})
    assert "| part rules | none: every part that is found is drawn, however small |" in text

    rules = {"TC": {"smallest_part_mm3": 50}, "ET": {"smallest_region_mm3": 200}, "cases": 41}
    ruled = dataclasses.replace(shipped, rules=rules)
    words = "parts of TC below 50 mm³, the whole ET below 200 mm³"
    with pytest.raises(ValueError, match=f"part rules, {words}: measure it again"):
        model_card(ruled, task=brain_tumour, size=1, evaluations={"Test cases": measured})

    again = dataclasses.replace(own, description=f"{own.description}{GIVEN_UP}{words}")
    kept = dataclasses.replace(measured, models=(again, other))
    text = model_card(ruled, task=brain_tumour, size=1, evaluations={"Test cases": kept}, cross_validation=folds)
    assert f"what is around them: {words}; chosen on 41 cases that the networks had not seen |" in text
    assert "The part rules were not those of this card." in text
    with pytest.raises(ValueError, match="part rules, none"):
        model_card(none, task=brain_tumour, size=1, evaluations={"Test cases": kept})


def test_says_how_often_the_checks_of_an_input_were_right(
    shipped: WeightsCard, measured: Evaluation, brain_tumour: TaskCard
) -> None:
    text = model_card(shipped, task=brain_tumour, size=1, evaluations={"Test cases": measured})
    reference = read_reference(brain_tumour.id)
    assert reference is not None
    rate = reference.measured["train"]["good study"]
    section = text[text.index("## Checks of the input\n") : text.index("## Failure modes\n")]
    (row,) = [line for line in section.splitlines() if line.startswith("| good study  ")]
    assert f"{rate['right']} of {rate['cases']}" in row


def test_a_card_without_figures_is_refused(shipped: WeightsCard, brain_tumour: TaskCard) -> None:
    with pytest.raises(ValueError, match="at least one"):
        model_card(shipped, task=brain_tumour, size=1, evaluations={})


def test_the_card_in_docs_is_that_of_the_shipped_weights(shipped: WeightsCard, brain_tumour: TaskCard) -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    again = "make it anew: neuroslice evaluate …, then neuroslice model-card …"
    assert shipped.sha256 in text, again
    assert (PartRules.from_card(shipped.rules, task=brain_tumour).words() or "none: every part") in text, again
    assert "\n".join(input_checks_table(read_reference(brain_tumour.id))) in text, again
    assert f"{(WEIGHTS_DIR / shipped.file).stat().st_size / 1e6:.1f} MB" in text


def test_says_what_calibration_changed_and_that_several_networks_share_its_temperatures(
    shipped: WeightsCard, brain_tumour: TaskCard
) -> None:
    calibration = {
        "cases": 41,
        "temperature": {"WT": 1.5, "TC": 1.0, "ET": 2.25},
        "ece": {
            region.id: {"all_before": 0.02, "all": 0.01, "undecided_before": 0.2, "undecided": 0.125}
            for region in brain_tumour.regions
        },
    }
    one = dataclasses.replace(shipped, calibration=calibration, members=1)
    several = dataclasses.replace(one, members=5)

    text = "\n".join(calibration_section(one, task=brain_tumour))
    assert re.search(r"\| ET +\| +2\.25 \| +0\.0200 → 0\.0100 \| +0\.200 → 0\.125 \|", text)
    assert "41 cases" in text
    assert "by itself" not in text
    assert "each of the 5 networks by itself" in "\n".join(calibration_section(several, task=brain_tumour))
    assert calibration_section(dataclasses.replace(one, calibration={}), task=brain_tumour) == []
