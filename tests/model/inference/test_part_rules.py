"""Boxes of known volume, as parts of nested regions."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from numpy.typing import NDArray

from model.errors import ModelUnavailable
from model.inference.part_rules import PartRule, PartRules, fewest_voxels
from model.tasks.card import Label, Region, TaskCard

NCR, ED, ET = 1, 2, 4
ALL_SURE = {"WT": np.inf, "TC": np.inf, "ET": np.inf}
Labels = NDArray[np.uint8]


def rules(**regions: tuple[float, float]) -> PartRules:
    return PartRules(
        regions={
            region: PartRule(smallest_part_mm3=part, smallest_region_mm3=whole)
            for region, (part, whole) in regions.items()
        }
    )


@pytest.fixture
def labels() -> Labels:
    """Draw a tumour with a core of two parts in it, and a speck with everything in it far away."""
    labels = np.zeros((40, 30, 20), np.uint8)
    labels[2:22, 2:22, 2:12] = ED
    labels[4:10, 4:10, 4:8] = NCR
    labels[5:9, 5:9, 5:7] = ET
    labels[14:17, 14:17, 4:7] = NCR
    labels[15, 15, 4:7] = ET
    labels[30:34, 5:9, 5:7] = ED
    labels[31:33, 6:8, 5:7] = NCR
    labels[31, 6, 5] = ET
    return labels


def test_without_rules_a_mask_stays_as_it_is(labels: Labels, brain_tumour: TaskCard) -> None:
    before = labels.copy()
    assert PartRules.from_card({}, task=brain_tumour) == PartRules()
    for none in (PartRules(), rules(WT=(0, 0), TC=(0, 0), ET=(0, 0))):
        none.apply(labels, task=brain_tumour, voxel_mm3=1.0, sure_mm3=ALL_SURE)
        np.testing.assert_array_equal(labels, before)


def test_a_small_part_of_the_outer_region_goes_with_everything_in_it(labels: Labels, brain_tumour: TaskCard) -> None:
    expected = labels.copy()
    expected[30:] = 0
    rules(WT=(33, 0)).apply(labels, task=brain_tumour, voxel_mm3=1.0, sure_mm3=ALL_SURE)
    np.testing.assert_array_equal(labels, expected)


def test_a_part_as_large_as_the_limit_stays(labels: Labels, brain_tumour: TaskCard) -> None:
    before = labels.copy()
    rules(WT=(32, 0)).apply(labels, task=brain_tumour, voxel_mm3=1.0, sure_mm3=ALL_SURE)
    np.testing.assert_array_equal(labels, before)


def test_a_small_part_of_an_inner_region_becomes_what_is_around_it(labels: Labels, brain_tumour: TaskCard) -> None:
    expected = labels.copy()
    expected[14:17, 14:17, 4:7] = ED
    expected[30:34, 5:9, 5:7] = ED
    rules(TC=(28, 0)).apply(labels, task=brain_tumour, voxel_mm3=1.0, sure_mm3=ALL_SURE)
    np.testing.assert_array_equal(labels, expected)


def test_a_region_that_is_small_in_all_becomes_what_is_around_it(labels: Labels, brain_tumour: TaskCard) -> None:
    assert np.count_nonzero(labels == ET) == 36
    kept = labels.copy()
    rules(ET=(0, 36)).apply(kept, task=brain_tumour, voxel_mm3=1.0, sure_mm3=ALL_SURE)
    np.testing.assert_array_equal(kept, labels)
    expected = np.where(labels == ET, NCR, labels)
    rules(ET=(0, 37)).apply(labels, task=brain_tumour, voxel_mm3=1.0, sure_mm3=ALL_SURE)
    np.testing.assert_array_equal(labels, expected)


def test_what_its_parts_leave_is_what_a_region_measures(labels: Labels, brain_tumour: TaskCard) -> None:
    # Without its parts of 3 and 1 mm³ the region has 32.
    rules(ET=(4, 33)).apply(labels, task=brain_tumour, voxel_mm3=1.0, sure_mm3=ALL_SURE)
    assert not np.any(labels == ET)


def test_what_outer_rules_leave_is_what_inner_regions_are_measured_by(labels: Labels, brain_tumour: TaskCard) -> None:
    # The speck holds 1 of the 36 mm³ of the innermost region.
    rules(WT=(33, 0), ET=(0, 36)).apply(labels, task=brain_tumour, voxel_mm3=1.0, sure_mm3=ALL_SURE)
    assert not np.any(labels == ET)
    assert not labels[30:].any()


def test_parts_that_share_a_corner_are_one(brain_tumour: TaskCard) -> None:
    labels = np.zeros((6, 6, 6), np.uint8)
    labels[0:2, 0:2, 0:2] = ED
    labels[2:4, 2:4, 2:4] = ED
    before = labels.copy()
    rules(WT=(16, 0)).apply(labels, task=brain_tumour, voxel_mm3=1.0, sure_mm3=ALL_SURE)
    np.testing.assert_array_equal(labels, before)


def test_volumes_are_those_of_the_voxels(labels: Labels, brain_tumour: TaskCard) -> None:
    before = labels.copy()
    rules(WT=(64, 0)).apply(labels, task=brain_tumour, voxel_mm3=2.0, sure_mm3=ALL_SURE)
    np.testing.assert_array_equal(labels, before)
    rules(WT=(65, 0)).apply(labels, task=brain_tumour, voxel_mm3=2.0, sure_mm3=ALL_SURE)
    assert not labels[30:].any()


def test_a_voxel_that_is_rounded_in_its_file_is_whole() -> None:
    assert fewest_voxels(50, voxel_mm3=1.0) == 50
    assert fewest_voxels(50, voxel_mm3=0.9999999) == 50
    assert fewest_voxels(2000, voxel_mm3=0.99999) == 2000
    assert fewest_voxels(50, voxel_mm3=1.0000001) == 50
    assert fewest_voxels(50, voxel_mm3=0.99) == 51
    assert fewest_voxels(0, voxel_mm3=1.0) == 0


def test_a_mask_may_be_empty_or_become_so(labels: Labels, brain_tumour: TaskCard) -> None:
    every = rules(WT=(50, 100_000), TC=(50, 100), ET=(50, 100))
    for _ in range(2):
        every.apply(labels, task=brain_tumour, voxel_mm3=1.0, sure_mm3=ALL_SURE)
        assert not labels.any()


def test_regions_still_nest_and_only_shrink(brain_tumour: TaskCard) -> None:
    random = np.random.default_rng(0)
    before = random.choice(np.array([0, NCR, ED, ET], np.uint8), size=(30, 30, 30), p=[0.93, 0.02, 0.03, 0.02])
    after = before.copy()
    rules(WT=(3, 0), TC=(3, 0), ET=(3, 0)).apply(after, task=brain_tumour, voxel_mm3=1.0, sure_mm3=ALL_SURE)
    assert set(np.unique(after)) == {0, NCR, ED, ET}
    for region in brain_tumour.regions:
        smaller, larger = (np.isin(mask, region.labels) for mask in (after, before))
        assert smaller.sum() < larger.sum()
        assert not np.any(smaller & ~larger)


def test_a_view_of_a_larger_array_is_changed_in_place(labels: Labels, brain_tumour: TaskCard) -> None:
    rules(WT=(33, 0)).apply(labels[::-1].transpose(2, 0, 1), task=brain_tumour, voxel_mm3=1.0, sure_mm3=ALL_SURE)
    assert not labels[30:].any()
    assert labels[:30].any()


def test_another_task_has_other_regions_and_labels(brain_tumour: TaskCard) -> None:
    regions = tuple(
        Region(id=name, name=name, labels=labels, colour="#000000", colour_blind_colour="#000000")
        for name, labels in (("organ", (7, 9)), ("cyst", (9,)))
    )
    task = dataclasses.replace(
        brain_tumour, regions=regions, labels=tuple(Label(value=v, id=str(v), name=str(v)) for v in (7, 9))
    )
    read = PartRules.from_card({"cyst": {"smallest_part_mm3": 9}, "cases": 3, "WT": {"unknown": 1}}, task=task)
    assert read == rules(cyst=(9, 0))
    labels = np.zeros((9, 9, 9), np.uint8)
    labels[1:8, 1:8, 1:8] = 7
    labels[3:5, 3:5, 3:5] = 9
    read.apply(labels, task=task, voxel_mm3=1.0, sure_mm3={"organ": np.inf, "cyst": np.inf})
    assert set(np.unique(labels)) == {0, 7}


@pytest.mark.parametrize("rule", [5, {"smallest": 5}, {"smallest_part_mm3": "few"}])
def test_a_damaged_card_is_refused(rule: object, brain_tumour: TaskCard) -> None:
    with pytest.raises(ModelUnavailable, match="part rules of TC"):
        PartRules.from_card({"TC": rule}, task=brain_tumour)


def test_a_region_that_the_network_is_hardly_sure_of_becomes_what_is_around_it(
    labels: Labels, brain_tumour: TaskCard
) -> None:
    rule = PartRules(regions={"ET": PartRule(least_sure_mm3=30)})
    kept = labels.copy()
    assert rule.apply(kept, task=brain_tumour, voxel_mm3=1.0, sure_mm3={**ALL_SURE, "ET": 30.0}) == ()
    np.testing.assert_array_equal(kept, labels)
    expected = np.where(labels == ET, NCR, labels)
    assert rule.apply(labels, task=brain_tumour, voxel_mm3=1.0, sure_mm3={**ALL_SURE, "ET": 29.9}) == ("ET",)
    np.testing.assert_array_equal(labels, expected)


def test_nothing_is_doubted_of_a_region_that_was_not_found(brain_tumour: TaskCard) -> None:
    labels = np.zeros((9, 9, 9), np.uint8)
    labels[2:7, 2:7, 2:7] = ED
    rule = PartRules(regions={"ET": PartRule(least_sure_mm3=30)})
    assert rule.apply(labels, task=brain_tumour, voxel_mm3=1.0, sure_mm3={**ALL_SURE, "ET": 0.0}) == ()


def test_a_region_is_doubted_of_which_nothing_is_left_and_so_is_what_went_with_it(
    labels: Labels, brain_tumour: TaskCard
) -> None:
    some = rules(ET=(4, 0)).apply(labels.copy(), task=brain_tumour, voxel_mm3=1.0, sure_mm3=ALL_SURE)
    assert some == ()
    inner = rules(ET=(37, 0)).apply(labels.copy(), task=brain_tumour, voxel_mm3=1.0, sure_mm3=ALL_SURE)
    assert inner == ("ET",)
    every = rules(WT=(1e9, 0)).apply(labels, task=brain_tumour, voxel_mm3=1.0, sure_mm3=ALL_SURE)
    assert every == ("WT", "TC", "ET")


def test_says_what_is_given_up() -> None:
    doubt = PartRules(regions={"ET": PartRule(least_sure_mm3=300)})
    assert doubt.words() == "the whole ET where the network is sure of less than 300 mm³"
    assert rules().words() == ""
    assert rules(TC=(50, 0), ET=(20, 500)).words() == (
        "parts of TC below 50 mm³, parts of ET below 20 mm³, the whole ET below 500 mm³"
    )
