from __future__ import annotations

import numpy as np
from scipy import ndimage

from model.metrics.warping_error import warp, warping_error


def _two_cells(border: int) -> np.ndarray:
    mask = np.zeros((12, 20), bool)
    mask[1:-1, 1:border] = True
    mask[1:-1, border + 1 : -1] = True
    return mask


def test_a_border_one_pixel_further_costs_nothing() -> None:
    assert warping_error(_two_cells(8), _two_cells(9)) == 0.0


def test_a_border_with_a_hole_costs_the_pixels_that_would_join_two_cells() -> None:
    broken = _two_cells(8)
    broken[5, 8] = True
    assert warping_error(_two_cells(8), broken) == 1 / broken.size


def test_a_missing_and_an_added_part_cost_all_that_cannot_be_bent_away() -> None:
    truth = np.zeros((12, 12), bool)
    truth[2:6, 2:6] = True
    # A part shrinks to one pixel and never vanishes.
    assert warping_error(truth, np.zeros_like(truth)) == 1 / truth.size
    added = truth.copy()
    added[9, 9] = True
    assert warping_error(truth, added) == 1 / truth.size


def test_a_warped_mask_has_as_many_parts_and_holes_as_before() -> None:
    rng = np.random.default_rng(3)
    truth = ndimage.gaussian_filter(rng.normal(size=(40, 40)), 3) > 0
    wanted = ndimage.gaussian_filter(rng.normal(size=(40, 40)), 3) > 0
    warped = warp(truth, towards=wanted)

    def topology(mask: np.ndarray) -> tuple[int, int]:
        background = ~np.pad(mask, 1)
        return ndimage.label(mask)[1], ndimage.label(background, np.ones((3, 3)))[1]

    assert topology(warped) == topology(truth)
    assert (warped != wanted).sum() < (truth != wanted).sum()
