from __future__ import annotations

import dataclasses

from model.evaluation.evaluation import ModelResult
from model.evaluation.failures import describe_failures
from model.tasks.card import TaskCard
from tests.model.evaluation.conftest import make_result


def test_names_the_worst_the_missed_and_the_made_up(brain_tumour: TaskCard) -> None:
    good, poor = make_result("good", 0.9, task=brain_tumour), make_result("poor", 0.3, task=brain_tumour)
    missed = dataclasses.replace(
        make_result("missed", 0.0, task=brain_tumour), predicted_ml={"WT": 0, "TC": 5, "ET": 5}
    )
    invented = dataclasses.replace(make_result("invented", 0.0, task=brain_tumour), true_ml={"WT": 9, "TC": 9, "ET": 0})
    model = ModelResult(name="m", description="m", cases=(good, poor, missed, invented))

    whole, core, enhancing = describe_failures(model, task=brain_tumour)

    assert whole.startswith(
        "- **Whole tumour (WT)**: worst case missed (Dice 0.000); Dice below 0.5 in 3 of 4 cases (poor,"
    )
    assert "missed altogether in 1 of 4 cases (missed)" in whole
    assert "drawn where the expert drew none in none of 4 cases" in core
    assert "drawn where the expert drew none in 1 of 4 cases (invented)" in enhancing
    # 12.5 + 12.5 + 0 + 12.5 mL against 10 + 10 + 10 + 9 mL.
    assert "all volumes together 4% below the expert's" in whole


def test_a_region_that_no_expert_drew_has_no_share(brain_tumour: TaskCard) -> None:
    case = dataclasses.replace(make_result("a", 0.0, task=brain_tumour), true_ml={"WT": 9, "TC": 9, "ET": 0})
    (*_, enhancing) = describe_failures(ModelResult(name="m", description="m", cases=(case,)), task=brain_tumour)
    assert "12.5 mL drawn in all, the expert none" in enhancing
