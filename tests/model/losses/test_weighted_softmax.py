from __future__ import annotations

import numpy as np

from model.losses.weighted_softmax import weighted_softmax_loss

LOGITS = np.array([[[2.0, 0.0, -1.0], [0.5, 0.5, 0.5], [0.0, 3.0, 1.0]]], np.float32)
TRUTH = np.array([[0, 2, 1]])


def _surprise() -> np.ndarray:
    shares = np.exp(LOGITS) / np.exp(LOGITS).sum(axis=-1, keepdims=True)
    return np.asarray(-np.log(np.take_along_axis(shares, TRUTH[..., None], axis=-1))[..., 0])


def test_is_the_weighted_mean_of_the_cross_entropies() -> None:
    weights = np.array([[1.0, 3.0, 0.5]])
    expected = (_surprise() * weights).sum() / weights.sum()
    np.testing.assert_allclose(float(weighted_softmax_loss(TRUTH, LOGITS, weights=weights)), expected, rtol=1e-5)


def test_what_nobody_labelled_changes_nothing_whatever_the_network_says_there() -> None:
    weights = np.array([[1.0, 0.0, 2.0]])
    other = LOGITS.copy()
    other[0, 1] = [np.inf, -5.0, 900.0]
    truth = TRUTH.copy()
    truth[0, 1] = 255
    found = [float(weighted_softmax_loss(t, x, weights=weights)) for t, x in ((TRUTH, LOGITS), (truth, other))]
    np.testing.assert_allclose(found[1], found[0], rtol=1e-6)


def test_is_zero_where_nothing_is_labelled() -> None:
    assert float(weighted_softmax_loss(TRUTH, LOGITS, weights=np.zeros((1, 3)))) == 0.0
