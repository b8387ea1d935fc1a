from __future__ import annotations

import json

import numpy as np
import pytest

from model.inference.checks.likeness import Likeness


@pytest.fixture
def features() -> np.ndarray:
    """Draw 30 cases of two modalities with three features, of which two go together."""
    random = np.random.default_rng(0)
    values = random.normal(0, 1, (30, 2, 3)) + np.array([[0, 0, 0], [4, 4, 4]])
    values[..., 1] = values[..., 0] + 0.1 * values[..., 1]
    return values


def test_new_cases_like_the_old_ones_are_within_the_limit(features: np.ndarray) -> None:
    likeness = Likeness.fit(features[:-5], shrinkage=0.1)
    assert all(likeness.distance(row) < likeness.limit for case in features[-5:] for row in case)


def test_what_is_far_or_does_not_go_together_is_beyond_it(features: np.ndarray) -> None:
    likeness = Likeness.fit(features, shrinkage=0.1)
    assert likeness.distance(np.array([30.0, 30.0, 30.0])) > likeness.limit
    together, apart = np.array([1.5, 1.5, 0.0]), np.array([1.5, -1.5, 0.0])
    assert likeness.distance(apart) > 2 * likeness.distance(together)


def test_is_the_mahalanobis_distance_from_the_nearest_mean(features: np.ndarray) -> None:
    likeness = Likeness.fit(features, shrinkage=0.0)
    rest = (features - features.mean(axis=0)).reshape(-1, 3)
    difference = np.array([0.5, 0.2, 1.0]) - features.mean(axis=0)
    inverse = np.linalg.inv(rest.T @ rest / len(rest))
    expected = min(float(row @ inverse @ row) for row in difference)
    assert likeness.distance(np.array([0.5, 0.2, 1.0])) == pytest.approx(expected, rel=1e-3)


def test_comes_back_from_json(features: np.ndarray) -> None:
    likeness = Likeness.fit(features, shrinkage=0.1)
    again = Likeness.from_dict(json.loads(json.dumps(likeness.to_dict())))
    assert again.distance(np.ones(3)) == pytest.approx(likeness.distance(np.ones(3)), rel=1e-4)
    assert again.limit == pytest.approx(likeness.limit, abs=1e-3)
