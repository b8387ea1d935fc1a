from __future__ import annotations

import numpy as np
import pytest

from model.losses.batch_dice import batch_dice_loss


def _masks(*counts: int) -> np.ndarray:
    """Give a batch of one region each, with so many voxels set."""
    masks = np.zeros((len(counts), 4, 4, 4, 1), np.float32)
    for mask, count in zip(masks, counts, strict=True):
        mask.reshape(-1)[:count] = 1.0
    return masks


def test_is_zero_for_a_perfect_prediction() -> None:
    assert float(batch_dice_loss(_masks(8, 3), _masks(8, 3))) == pytest.approx(0.0, abs=1e-6)


def test_sums_over_the_batch_before_dividing() -> None:
    # Case by case the second would be 0 or 1; together they have 2*8 / (8 + 12).
    loss = float(batch_dice_loss(_masks(8, 0), _masks(8, 4), smooth=0.0))
    assert loss == pytest.approx(1 - 16 / 20)


def test_averages_over_the_regions() -> None:
    truth = np.concatenate([_masks(4), _masks(4)], axis=-1)
    guess = np.concatenate([_masks(4), _masks(0)], axis=-1)
    assert float(batch_dice_loss(truth, guess, smooth=0.0)) == pytest.approx(0.5)


def test_is_finite_where_both_are_empty() -> None:
    assert float(batch_dice_loss(_masks(0), _masks(0))) == pytest.approx(0.0)
