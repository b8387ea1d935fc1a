from __future__ import annotations

from itertools import permutations

import numpy as np
import pytest

from model.inference.checks.modalities import best_assignment, ordered_pairs
from model.inference.checks.pair_features import Ranked, pair_features

CHANNELS = ("flair", "t1", "t1ce", "t2")


def _sure(slots: dict[str, str]) -> tuple[list[tuple[str, str]], np.ndarray]:
    """Make a classifier's answers that are sure of what lies in each slot."""
    pairs = list(permutations(slots, 2))
    classes = ordered_pairs(CHANNELS)
    log = np.full((len(pairs), len(classes)), -6.0)
    for row, (first, second) in enumerate(pairs):
        log[row, classes.index((slots[first], slots[second]))] = -0.1
    return pairs, log


@pytest.mark.parametrize(
    "slots",
    [
        {"flair": "flair", "t1": "t1", "t1ce": "t1ce", "t2": "t2"},
        {"flair": "t2", "t1": "t1", "t1ce": "t1ce", "t2": "flair"},
        {"flair": "t1", "t1": "t1ce", "t1ce": "flair", "t2": "t2"},
        {"flair": "flair", "t2": "t1"},
    ],
)
def test_finds_what_lies_in_each_slot(slots: dict[str, str]) -> None:
    found, gain = best_assignment(*_sure(slots), channels=CHANNELS)
    assert found == slots
    assert (gain > 1) == any(slot != modality for slot, modality in slots.items())


def test_answers_that_say_nothing_leave_the_slots_alone() -> None:
    pairs, log = _sure({channel: channel for channel in CHANNELS})
    found, gain = best_assignment(pairs, np.full_like(log, -2.5), channels=CHANNELS)
    assert found == {channel: channel for channel in CHANNELS}
    assert gain == 0


def test_pairs_know_order_but_not_scale_of_rank() -> None:
    random = np.random.default_rng(0)
    values = random.normal(0, 1, 5000).astype(np.float32)
    other = (0.5 * values + random.exponential(1, 5000)).astype(np.float32)
    forth, back = (pair_features(Ranked.of(a), Ranked.of(b)) for a, b in ((values, other), (other, values)))
    np.testing.assert_allclose(forth[:25].reshape(5, 5), back[:25].reshape(5, 5).T)
    assert forth[25] == pytest.approx(back[25])
    assert forth[-3] == pytest.approx(-back[-3], abs=1e-6)
    bent = pair_features(Ranked.of(np.exp(values)), Ranked.of(other))
    np.testing.assert_allclose(bent[:25], forth[:25])
