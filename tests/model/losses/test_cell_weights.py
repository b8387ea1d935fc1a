from __future__ import annotations

import numpy as np
import pytest

from model.losses.cell_weights import cell_weights, class_balance


def test_a_gap_between_two_cells_counts_as_the_formula_says() -> None:
    cells = np.zeros((5, 20), int)
    cells[:, :6], cells[:, 9:] = 1, 2
    weights = cell_weights(cells)
    background = 0.5 / (15 / 100)
    # Columns 6, 7, 8 lie 1 and 3, 2 and 2, 3 and 1 pixels from the two cells.
    expected = background + 10.0 * np.exp(-(4.0**2) / (2 * 5.0**2))
    np.testing.assert_allclose(weights[:, 6:9], expected, rtol=1e-6)


def test_inside_cells_only_the_balance_of_classes_counts() -> None:
    cells = np.zeros((8, 8), int)
    cells[:, :3], cells[:, 4:] = 1, 2
    weights = cell_weights(cells)
    np.testing.assert_allclose(weights[cells > 0], 0.5 / (56 / 64), rtol=1e-6)


def test_a_wider_gap_counts_less_and_a_single_cell_has_none() -> None:
    near, far = np.zeros((4, 30), int), np.zeros((4, 30), int)
    near[:, :10], near[:, 12:] = 1, 2
    far[:, :5], far[:, 25:] = 1, 2
    assert cell_weights(near)[0, 10] > cell_weights(far)[0, 5]
    alone = np.where(near == 1, 1, 0)
    np.testing.assert_array_equal(cell_weights(alone), class_balance(alone > 0))


@pytest.mark.parametrize("share", [1, 3, 12])
def test_both_classes_count_alike_and_the_mean_weight_is_one(share: int) -> None:
    mask = np.arange(16) < share
    weights = class_balance(mask)
    assert weights[mask].sum() == pytest.approx(weights[~mask].sum())
    assert weights.mean() == pytest.approx(1.0)


def test_an_image_of_one_class_is_weighed_evenly() -> None:
    np.testing.assert_array_equal(class_balance(np.ones((2, 2), bool)), 1.0)
    np.testing.assert_array_equal(cell_weights(np.zeros((2, 2), int)), 1.0)
