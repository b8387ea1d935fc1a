from __future__ import annotations

import json

import pytest

from model.data.folds import make_folds
from model.data.overlaps import Overlaps, read_overlaps
from model.weights.sources import source_of
from tests.support.real_cases import real_data


def test_leaves_out_the_cubes_of_whoever_is_measured_on() -> None:
    overlaps = read_overlaps()
    assert len(overlaps.cube_patients) == 12
    assert overlaps.cubes_of(["BraTS2021_01476", "BRATS_001", "BraTS-SSA-00011-000"]) == {271, 130}


def test_a_patient_under_two_names_has_the_cubes_of_both() -> None:
    overlaps = Overlaps(groups=(frozenset({"a", "b"}),), cube_patients={"b": 7})
    assert overlaps.cubes_of(["a"]) == {7}
    assert overlaps.cubes_of(["c"]) == set()


@pytest.mark.real_data
def test_the_real_cases_fall_into_folds_that_know_their_patients() -> None:
    split = json.loads((real_data("brats") / "splits.json").read_text(encoding="utf-8"))
    names = [*split["train"], *split["val"]]
    overlaps = read_overlaps()
    folds = make_folds(names, count=5, groups=overlaps.groups, stratum=source_of)
    assert set(overlaps.cube_patients) <= set(names)
    assert {len(fold.val) for fold in folds} <= {8, 9}
    for fold in folds:
        assert len({"BraTS-SSA-00115-000", "BraTS-SSA-00121-000"} & set(fold.val)) in (0, 2)
        assert sum(source_of(name) == "BraTS-SSA-" for name in fold.val) in (5, 6)
    assert sorted(number for fold in folds for number in overlaps.cubes_of(fold.val)) == sorted(
        overlaps.cube_patients.values()
    )
