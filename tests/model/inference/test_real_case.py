"""The shipped weights on a real validation case, at its own resolution."""

from __future__ import annotations

import dataclasses
import shutil
from pathlib import Path
from statistics import fmean

import numpy as np
import pytest
from scipy import ndimage

from model.data.readers import find_cases
from model.evaluation.evaluate_case import evaluate_case, measure_case
from model.evaluation.network_labeller import NetworkLabeller
from model.evaluation.study import Study, read_study
from model.inference import Segmenter
from model.inference.part_rules import PartRules
from model.tasks.card import TaskCard
from model.weights.card import WEIGHTS_DIR, read_card
from model.weights.store import members_of, read_weights, round_weights, write_weights
from tests.support.real_cases import unpack_cases

CASE = "BraTS2021_01478"
UNSEEN_BY = 1
"""Which of the networks in the file, counted from 0, did not learn from it."""

CHECKOUT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def study(brain_tumour: TaskCard, tmp_path_factory: pytest.TempPathFactory) -> Study:
    """Unpack and read the case."""
    folder = tmp_path_factory.mktemp("case")
    unpack_cases(CASE, to=folder)
    (case,) = find_cases(folder)
    return read_study(case, task=brain_tumour)


@pytest.mark.real_data
def test_the_network_that_had_not_seen_it_scores_what_the_card_says(
    brain_tumour: TaskCard, study: Study, tmp_path: Path
) -> None:
    card = read_card(brain_tumour.weights)
    joined = read_weights(WEIGHTS_DIR / card.file, sha256=card.sha256)
    alone = members_of(joined, count=card.members)[UNSEEN_BY]
    sha256 = write_weights(tmp_path / card.file, round_weights(alone))
    dataclasses.replace(card, sha256=sha256, members=1).write(tmp_path / f"{brain_tumour.weights}.json")
    # The card's figures were measured while training, before there was any rule.
    labeller = NetworkLabeller.open(brain_tumour, weights_dir=tmp_path, with_rules=False)
    result, _ = evaluate_case(study, labeller=labeller, task=brain_tumour)
    measured = {region: metrics["dice"] for region, metrics in result.regions.items()}
    # Another CPU rounds differently, which moves a few voxels at the border.
    assert measured == {
        region: pytest.approx(score, abs=0.01) for region, score in card.validation["cases"][CASE].items()
    }
    assert measured["WT"] > 0.7


@pytest.mark.real_data
def test_all_networks_together_score_no_worse_than_that_one(brain_tumour: TaskCard, study: Study) -> None:
    labeller = NetworkLabeller.open(brain_tumour, with_rules=False)
    result, _ = evaluate_case(study, labeller=labeller, task=brain_tumour)
    unseen = read_card(brain_tumour.weights).validation["cases"][CASE]
    measured = [metrics["dice"] for metrics in result.regions.values()]
    assert fmean(measured) > fmean(unseen.values()) - 0.01
    assert result.regions["WT"]["dice"] > 0.7


@pytest.mark.real_data
def test_part_rules_take_small_parts_away_and_leave_the_rest(
    brain_tumour: TaskCard, study: Study, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # One pass with rules and without, however much memory the tests before have kept: tiles would be another mask.
    monkeypatch.setattr("model.inference.predict.available_bytes", lambda: 1 << 34)
    shutil.copy(WEIGHTS_DIR / f"{brain_tumour.weights}.npz", tmp_path)
    rules = {"WT": {"smallest_part_mm3": 1000}, "TC": {"smallest_part_mm3": 200}, "ET": {"smallest_part_mm3": 500}}
    card = dataclasses.replace(read_card(brain_tumour.weights), rules=rules)
    card.write(tmp_path / f"{brain_tumour.weights}.json")
    found = Segmenter.load(brain_tumour, with_rules=False).segment(study.channels).labels
    ruled = Segmenter.load(brain_tumour, weights_dir=tmp_path)
    labels = ruled.segment(study.channels).labels

    voxel_mm3 = 1000 * study.truth.grid.voxel_ml
    for region in brain_tumour.regions:
        before, after = (np.isin(mask, region.labels) for mask in (found, labels))
        assert not np.any(after & ~before)
        numbered, _ = ndimage.label(after, structure=np.ones((3, 3, 3)))
        sizes = np.bincount(numbered[after])[1:] * voxel_mm3
        assert sizes.min() >= rules[region.id]["smallest_part_mm3"] - 0.5
        assert np.count_nonzero(after) > 0.75 * np.count_nonzero(before)

    by_hand = found.copy()
    all_sure = {region.id: np.inf for region in brain_tumour.regions}
    parts = PartRules.from_card(rules, task=brain_tumour)
    parts.apply(by_hand, task=brain_tumour, voxel_mm3=voxel_mm3, sure_mm3=all_sure)
    np.testing.assert_array_equal(labels, by_hand)

    # What is measured is what is drawn.
    labeller = NetworkLabeller.open(brain_tumour, weights_dir=tmp_path)
    np.testing.assert_array_equal(labeller.label(study).labels, labels)
    bare, kept = (measure_case(study, mask, task=brain_tumour, seconds=0.0) for mask in (found, labels))
    for region in brain_tumour.regions:
        one, other = bare.regions[region.id], kept.regions[region.id]
        assert other["lesion_dice"] >= one["lesion_dice"] - 0.01
        assert other["dice"] >= one["dice"] - 0.01
