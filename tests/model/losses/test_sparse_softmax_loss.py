from __future__ import annotations

import numpy as np
import pytest

from model.losses.sparse_softmax_loss import sparse_softmax_loss


def _loss(truth: np.ndarray, logits: np.ndarray) -> float:
    return float(sparse_softmax_loss(truth.astype(np.float32), logits.astype(np.float32)))


def _truth(classes: list[int], annotated: list[float], *, regions: int) -> np.ndarray:
    """Give voxels in a row: 0 is background, and what is not annotated has no class."""
    shares = np.eye(regions + 1)[classes][:, 1:] * np.asarray(annotated)[:, None]
    return np.concatenate([shares, np.asarray(annotated)[:, None]], axis=1)[None, :, None, None]


def test_is_the_cross_entropy_of_a_softmax_whose_background_has_the_logit_0() -> None:
    logits = np.array([[1.0, -2.0], [0.5, 3.0]])
    truth = _truth([1, 0], [1, 1], regions=2)
    whole = np.concatenate([np.zeros((2, 1)), logits], axis=1)
    surprise = np.log(np.exp(whole).sum(axis=1)) - whole[[0, 1], [1, 0]]
    assert _loss(truth, logits[None, :, None, None]) == pytest.approx(surprise.mean(), rel=1e-5)


def test_what_nobody_annotated_changes_nothing() -> None:
    truth = _truth([1, 0, 0], [1, 1, 0], regions=1)
    logits = np.array([0.3, -0.2, 50.0])[None, :, None, None, None]
    assert _loss(truth, logits) == pytest.approx(_loss(truth[:, :2], logits[:, :2]), rel=1e-6)


def test_is_zero_where_nothing_is_annotated() -> None:
    assert _loss(_truth([0, 0], [0, 0], regions=1), np.ones((1, 2, 1, 1, 1))) == 0.0


def test_a_rare_class_weighs_as_much_as_a_frequent_one() -> None:
    truth = _truth([1, 0, 0, 0], [1, 1, 1, 1], regions=1)
    logits = np.array([-2.0, -2.0, -2.0, -2.0])[None, :, None, None, None]
    missed, right = np.log1p(np.exp(2.0)), np.log1p(np.exp(-2.0))
    assert _loss(truth, logits) == pytest.approx((missed + right) / 2, rel=1e-5)
