from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from model.metrics.hd95 import WORST_MM, hd95

EMPTY = np.zeros((6, 7, 8), bool)


def _cube(
    start: tuple[int, int, int], size: int = 5, *, shape: tuple[int, int, int] = (40, 40, 40)
) -> NDArray[np.bool_]:
    mask = np.zeros(shape, bool)
    mask[tuple(slice(first, first + size) for first in start)] = True
    return mask


def test_of_equal_masks_is_zero() -> None:
    assert hd95(_cube((3, 4, 5)), _cube((3, 4, 5)), spacing=(1, 1, 1)) == 0.0


def test_of_two_voxels_is_their_distance_in_millimetres() -> None:
    truth, prediction = _cube((2, 2, 2), 1), _cube((5, 2, 6), 1)
    assert hd95(truth, prediction, spacing=(1, 1, 1)) == pytest.approx(5.0)
    assert hd95(truth, prediction, spacing=(2, 1, 0.5)) == pytest.approx(np.hypot(6, 2))


def test_pools_the_distances_of_both_surfaces() -> None:
    # A line of a hundred voxels against its first one: a hundred distances in one direction, a single one back.
    truth, prediction = np.zeros((100, 1, 1), bool), np.zeros((100, 1, 1), bool)
    truth[:], prediction[0] = True, True
    pooled = [*range(100), 0]
    assert hd95(truth, prediction, spacing=(1, 1, 1)) == pytest.approx(np.percentile(pooled, 95))
    # The larger of two percentiles, another definition, would be that of the line alone.
    assert hd95(truth, prediction, spacing=(1, 1, 1)) != pytest.approx(np.percentile(range(100), 95))


def test_a_stray_voxel_in_a_large_surface_does_not_count() -> None:
    truth = _cube((5, 5, 5), 12)
    stray = truth.copy()
    stray[38, 38, 38] = True
    assert hd95(truth, stray, spacing=(1, 1, 1)) == 0.0


def test_a_mask_that_touches_the_border_has_its_surface_there() -> None:
    slab = np.zeros((10, 10, 10), bool)
    slab[:4] = True
    further = np.zeros((10, 10, 10), bool)
    further[2:6] = True
    inside = (slice(3, 13),) * 3
    framed = [np.zeros((16, 16, 16), bool) for _ in range(2)]
    framed[0][inside], framed[1][inside] = slab, further
    expected = hd95(framed[0], framed[1], spacing=(1, 1, 1))
    assert hd95(slab, further, spacing=(1, 1, 1)) == pytest.approx(expected)


@pytest.mark.parametrize(
    ("truth", "prediction", "expected"), [(EMPTY, EMPTY, 0.0), (EMPTY, ~EMPTY, WORST_MM), (~EMPTY, EMPTY, WORST_MM)]
)
def test_an_empty_mask_is_far_from_any_other(
    truth: NDArray[np.bool_], prediction: NDArray[np.bool_], expected: float
) -> None:
    assert hd95(truth, prediction, spacing=(1, 1, 1)) == expected


def test_refuses_masks_of_different_shapes() -> None:
    with pytest.raises(ValueError, match="must have the shape"):
        hd95(EMPTY, np.zeros((6, 7, 9), bool), spacing=(1, 1, 1))
