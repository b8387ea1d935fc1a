from __future__ import annotations

import numpy as np
import pytest

from model.evaluation.reliability import BINS, Reliability


def test_probabilities_that_come_true_have_no_error() -> None:
    probability = np.repeat(np.array([0.25, 0.75], np.float32), 100)
    truth = np.concatenate([np.arange(100) < 25, np.arange(100) < 75])
    counts = Reliability.count(probability, truth)
    assert counts.ece == pytest.approx(0.0, abs=1e-7)
    expected: list[object] = [(pytest.approx(0.25), 0.25, 100), (pytest.approx(0.75), 0.75, 100)]
    assert counts.points() == expected


def test_the_error_is_weighed_by_voxels() -> None:
    probability = np.array([0.9] * 3 + [0.3] * 1, np.float32)
    truth = np.array([True, True, False, False])
    assert Reliability.count(probability, truth).ece == pytest.approx(0.75 * abs(0.9 - 2 / 3) + 0.25 * 0.3)


def test_sure_voxels_do_not_hide_the_undecided_ones() -> None:
    probability = np.concatenate([np.zeros(9_990), np.full(10, 0.5)]).astype(np.float32)
    counts = Reliability.count(probability, np.zeros(10_000, bool))
    assert counts.ece == pytest.approx(0.0005)
    assert counts.undecided_ece == pytest.approx(0.5)


def test_no_voxel_has_no_error() -> None:
    counts = Reliability.count(np.zeros(3, np.float32), np.zeros(3, bool))
    assert counts.undecided_ece == 0.0


def test_zero_and_one_lie_in_the_outer_bins() -> None:
    counts = Reliability.count(np.array([0.0, 1.0], np.float32), np.array([False, True]))
    assert (counts.voxels[0], counts.voxels[BINS - 1]) == (1, 1)


def test_cases_are_pooled() -> None:
    rng = np.random.default_rng(0)
    probability = rng.random(500).astype(np.float32)
    truth = rng.random(500) < 0.4
    whole = Reliability.count(probability, truth)
    parts = Reliability.count(probability[:200], truth[:200]) + Reliability.count(probability[200:], truth[200:])
    assert parts.ece == pytest.approx(whole.ece)


def test_survives_a_file() -> None:
    counts = Reliability.count(np.array([0.2, 0.8], np.float32), np.array([True, True]))
    assert Reliability.from_dict(counts.to_dict()).to_dict() == counts.to_dict()
