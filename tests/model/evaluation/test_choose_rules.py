"""Masks with parts of known volume, so that the right rule is known."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from numpy.typing import NDArray

from model.evaluation.choose_rules import CANDIDATES, LEAST_GAIN, choose_rules, pick
from model.evaluation.drawn import Drawn
from model.evaluation.study import Study
from model.inference.part_rules import PartRule, PartRules
from model.metrics.dice import dice
from model.metrics.lesion_dice import lesion_dice
from model.tasks.card import TaskCard

NCR, ED, ET = 1, 2, 4
ALL_SURE = {"WT": np.inf, "TC": np.inf, "ET": np.inf}
SHAPE = (60, 40, 40)
Labels = NDArray[np.uint8]


def tumour() -> Labels:
    """Draw 8000 mm³ of tumour with 1000 of core, 216 of them enhancing."""
    labels = np.zeros(SHAPE, np.uint8)
    labels[5:25, 10:30, 10:30] = ED
    labels[10:20, 15:25, 15:25] = NCR
    labels[12:18, 17:23, 17:23] = ET
    return labels


def drawn(truth: Labels, labels: Labels, *, voxel: float = 1.0, **sure_mm3: float) -> Drawn:
    return Drawn(
        truth=truth,
        labels=labels,
        spacing=(voxel, voxel, voxel),
        voxel_mm3=voxel**3,
        sure_mm3={**ALL_SURE, **sure_mm3},
    )


def limits(part: float, region: float, sure: float = 0.0) -> dict[str, float]:
    return {"smallest_part_mm3": part, "smallest_region_mm3": region, "least_sure_mm3": sure}


def specks(labels: Labels, *, size: tuple[int, int, int], value: int, count: int = 2) -> Labels:
    """Add boxes far from the tumour, and from each other."""
    labels = labels.copy()
    for index in range(count):
        labels[40 + 8 * index :, 5:, 5:][tuple(slice(side) for side in size)] = value
    return labels


def test_a_mask_without_false_parts_needs_no_rule(brain_tumour: TaskCard) -> None:
    rules = choose_rules([drawn(tumour(), tumour())] * 3, task=brain_tumour)
    assert not {"WT", "TC", "ET"} & set(rules)
    assert rules["cases"] == 3
    assert rules["measured"]["ET"]["objective"] == {"before": 1.0, "after": 1.0, "left_out": 1.0}
    assert rules["measured"]["ET"]["hd95"] == {"before": 0.0, "after": 0.0}


def test_finds_the_smallest_limit_that_gives_up_every_false_part(brain_tumour: TaskCard) -> None:
    # Two parts of 60 mm³: alone neither is a third of the objective, and 100 is the first limit above them.
    labels = specks(tumour(), size=(3, 4, 5), value=ED)
    rules = choose_rules([drawn(tumour(), labels), drawn(tumour(), tumour())], task=brain_tumour)
    assert rules["WT"] == limits(100.0, 0.0)
    assert "TC" not in rules
    assert "ET" not in rules
    measured = rules["measured"]["WT"]
    assert measured["lesion_dice"] == {"before": pytest.approx((1 / 3 + 1) / 2, abs=1e-4), "after": 1.0}
    assert measured["hd95"]["after"] == 0.0
    # The case without specks alone would have no rule, and then the other keeps them.
    assert measured["objective"]["left_out"] == pytest.approx(measured["objective"]["before"])


def test_nothing_as_large_as_a_measurable_lesion_is_given_up(brain_tumour: TaskCard) -> None:
    ball = 4 / 3 * np.pi * 5**3
    assert max(max(dataclasses.astuple(rule)) for rule in CANDIDATES) < ball
    labels = specks(tumour(), size=(9, 9, 9), value=ED, count=1)
    assert "WT" not in choose_rules([drawn(tumour(), labels)], task=brain_tumour)


def test_volumes_are_those_of_the_voxels(brain_tumour: TaskCard) -> None:
    labels = specks(tumour(), size=(3, 4, 5), value=ED)
    rules = choose_rules([drawn(tumour(), labels, voxel=2.0)], task=brain_tumour)
    assert rules["WT"] == limits(500.0, 0.0)


def test_an_enhancing_region_where_there_is_none_is_given_up_altogether(brain_tumour: TaskCard) -> None:
    # Three parts of 27 mm³ where the expert drew none; in another patient a true one of 27 beside a larger one.
    none = np.where(tumour() == ET, NCR, tumour()).astype(np.uint8)
    false, true = none.copy(), tumour()
    for index in (10, 14, 17):
        false[index : index + 3, 15:18, 15:18] = ET
    false[13, 15:18, 15:18] = NCR
    true[40:48, 5:15, 5:15] = NCR
    true[41:44, 6:9, 6:9] = ET
    rules = choose_rules([drawn(none, false), drawn(true, true)], task=brain_tumour)
    assert "WT" not in rules
    assert "TC" not in rules
    assert rules["ET"] == limits(0.0, 100.0)
    assert rules["measured"]["ET"]["dice"] == {"before": 0.5, "after": 1.0}


def test_an_enhancing_region_that_the_network_is_hardly_sure_of_is_given_up(brain_tumour: TaskCard) -> None:
    # As large as a true one in another patient, where more of it is sure; 200 is the first limit between them.
    none = np.where(tumour() == ET, NCR, tumour()).astype(np.uint8)
    cases = [drawn(none, tumour(), ET=150.0), drawn(tumour(), tumour(), ET=210.0)]
    rules = choose_rules(cases, task=brain_tumour)
    assert rules["ET"] == limits(0.0, 0.0, 200.0)
    assert rules["measured"]["ET"]["dice"] == {"before": 0.5, "after": 1.0}
    assert not {"WT", "TC"} & set(rules)


def test_inner_regions_are_chosen_on_what_outer_rules_leave(brain_tumour: TaskCard) -> None:
    # The specks enhance, but go with the whole tumour around them: no rule of their own is needed.
    labels = specks(tumour(), size=(3, 4, 5), value=ET)
    rules = choose_rules([drawn(tumour(), labels)], task=brain_tumour)
    assert rules["WT"]["smallest_part_mm3"] == 100.0
    assert not {"TC", "ET"} & set(rules)
    assert rules["measured"]["ET"]["lesion_dice"] == {"before": pytest.approx(1 / 3, abs=1e-4), "after": 1.0}


def test_what_is_measured_is_what_the_rules_leave(brain_tumour: TaskCard) -> None:
    random = np.random.default_rng(0)
    cases = []
    for _ in range(3):
        labels = tumour()
        far = random.random(SHAPE) < 0.01
        labels[30:][far[30:]] = random.choice([NCR, ED, ET], size=np.count_nonzero(far[30:]))
        cases.append(drawn(tumour(), labels))
    before = [case.labels.copy() for case in cases]
    entry = choose_rules(cases, task=brain_tumour)
    rules = PartRules.from_card(entry, task=brain_tumour)
    for case, labels in zip(cases, before, strict=True):
        np.testing.assert_array_equal(case.labels, labels)  # what was given stays as it is
        rules.apply(labels, task=brain_tumour, voxel_mm3=1.0, sure_mm3=ALL_SURE)
    for region in brain_tumour.regions:
        masks = [(np.isin(tumour(), region.labels), np.isin(labels, region.labels)) for labels in before]
        plain = np.mean([dice(*pair) for pair in masks])
        wise = np.mean([lesion_dice(*pair, spacing=(1.0, 1.0, 1.0)) for pair in masks])
        measured = entry["measured"][region.id]
        assert measured["dice"]["after"] == pytest.approx(plain, abs=1e-4)
        assert measured["lesion_dice"]["after"] == pytest.approx(wise, abs=1e-4)
        assert measured["objective"]["after"] == pytest.approx((plain + wise) / 2, abs=1e-4)


def test_at_least_one_case_is_needed(brain_tumour: TaskCard) -> None:
    with pytest.raises(ValueError, match="at least one case"):
        choose_rules([], task=brain_tumour)


def scores(**means: float) -> NDArray[np.float64]:
    """Give one case's objective: 0.5, but for some pairs of limits named like `part50_region0`."""
    row = [
        means.get(f"part{rule.smallest_part_mm3:g}_region{rule.smallest_region_mm3:g}", 0.5)
        if rule.least_sure_mm3 == 0
        else 0.0
        for rule in CANDIDATES
    ]
    return np.array([row])


def picked(**means: float) -> tuple[float, float]:
    rule = CANDIDATES[pick(scores(**means))]
    return rule.smallest_part_mm3, rule.smallest_region_mm3


def test_ties_go_to_the_smaller_limit() -> None:
    assert CANDIDATES[0] == PartRule()
    assert picked(part50_region0=0.6, part100_region0=0.6) == (50, 0)
    assert picked(part0_region20=0.6, part50_region0=0.6) == (0, 20)


def test_a_rule_must_raise_the_objective_clearly() -> None:
    assert picked(part50_region0=0.5 + LEAST_GAIN) == (50, 0)
    assert picked(part50_region0=0.5 + LEAST_GAIN - 1e-6) == (0, 0)


def test_a_second_limit_must_be_worth_its_place() -> None:
    assert picked(part50_region0=0.6, part20_region500=0.6 + LEAST_GAIN) == (20, 500)
    assert picked(part50_region0=0.6, part20_region500=0.6 + LEAST_GAIN - 1e-6) == (50, 0)


def test_only_what_is_filled_is_kept_of_a_case(study: Study) -> None:
    labels = study.truth.data.copy()
    labels[labels == ET] = NCR
    kept = Drawn.of(study, labels, sure_mm3=ALL_SURE)
    assert kept.truth.size < labels.size
    assert np.count_nonzero(kept.truth) == np.count_nonzero(study.truth.data)
    assert np.count_nonzero(kept.labels == NCR) == np.count_nonzero(labels == NCR)
    assert kept.voxel_mm3 == pytest.approx(8.0)
    empty = dataclasses.replace(study, truth=dataclasses.replace(study.truth, data=np.zeros_like(labels)))
    assert not Drawn.of(empty, np.zeros_like(labels), sure_mm3=ALL_SURE).truth.any()
