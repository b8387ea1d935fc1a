from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from model.data.folds import make_folds

NAMES = tuple(f"{source}{index:02d}" for source, count in (("a", 20), ("b", 11), ("c", 2)) for index in range(count))
TOGETHER = (frozenset({"a03", "a07"}),)


@given(seed=st.integers(0, 1000), count=st.integers(2, 6))
def test_every_case_is_measured_on_once_and_never_learned_from_there(seed: int, count: int) -> None:
    folds = make_folds(NAMES, count=count, seed=seed, groups=TOGETHER, stratum=lambda name: name[0])
    assert sorted(name for fold in folds for name in fold.val) == sorted(NAMES)
    for fold in folds:
        assert sorted((*fold.train, *fold.val)) == sorted(NAMES)
        assert len({"a03", "a07"} & set(fold.val)) in (0, 2)


@given(seed=st.integers(0, 1000))
def test_folds_have_nearly_one_size_and_one_mix(seed: int) -> None:
    folds = make_folds(NAMES, count=5, seed=seed, groups=TOGETHER, stratum=lambda name: name[0])
    assert {len(fold.val) for fold in folds} <= {6, 7}
    for source, sizes in (("a", {4}), ("b", {2, 3}), ("c", {0, 1})):
        assert {sum(name[0] == source for name in fold.val) for fold in folds} <= sizes


def test_the_seed_alone_decides() -> None:
    assert make_folds(NAMES, count=5, seed=3) == make_folds(NAMES[::-1], count=5, seed=3)
    assert make_folds(NAMES, count=5, seed=3) != make_folds(NAMES, count=5, seed=4)


@pytest.mark.parametrize("count", [1, 4])
def test_refuses_more_folds_than_patients(count: int) -> None:
    with pytest.raises(ValueError, match="number of patients, 3"):
        make_folds(["a", "b", "c", "d"], count=count, groups=[frozenset({"a", "b"})])


def test_refuses_a_name_twice() -> None:
    with pytest.raises(ValueError, match=r"twice: \['a'\]"):
        make_folds(["a", "b", "a"], count=2)
