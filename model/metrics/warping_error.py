"""Where two masks differ in more than the place of their borders."""

from __future__ import annotations

from functools import cache

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from model.metrics.counts import check_shapes

__all__ = ["DEFINITION", "warp", "warping_error"]

DEFINITION = (
    "The warping error is the share of pixels that still differ once the expert's mask was bent towards the predicted "
    "one without a change of its topology (Jain et al. 2010); ISBI 2012 counted splits and mergers alone."
)

_FOUR = ndimage.generate_binary_structure(2, 1)
_EIGHT = ndimage.generate_binary_structure(2, 2)
_WEIGHTS = (1 << np.arange(9)).reshape(3, 3)


def warping_error(truth: NDArray[np.bool_], prediction: NDArray[np.bool_]) -> float:
    """Return the share of pixels that still differ when the true mask was bent towards the predicted one.

    Args:
        truth: The expert's mask of what lies within membranes, `(rows, columns)`.
        prediction: The mask to judge, same shape.

    Source:
        Jain et al. 2010 (CVPR), section 2: the least pixel error over all masks that the true one can be warped to
        without a change of its topology; found by greedy steps at the pixels that differ, as there. ISBI 2012 counted
        of these pixels those alone that split or join parts, which is never more.
    """
    return float((warp(truth, towards=prediction) != prediction).mean())


def warp(mask: NDArray[np.bool_], *, towards: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Turn pixels of a mask into those of another, one after the other, as long as none splits, joins, opens or fills.

    Args:
        mask: Its parts hang together over edges, its background over edges and corners too; `(rows, columns)`.
        towards: Same shape.

    Raises:
        ValueError: If the shapes differ.
    """
    check_shapes(mask, towards)
    simple = _simple_neighbourhoods()
    # Beyond the image everything is background, which a part may touch and never leave.
    warped = np.pad(mask, 1)
    wanted = np.pad(towards, 1)
    waiting = np.argwhere(warped != wanted)
    while len(waiting):
        left = []
        for row, column in waiting.tolist():
            around = warped[row - 1 : row + 2, column - 1 : column + 2]
            if simple[int((around * _WEIGHTS).sum()) & ~16]:
                warped[row, column] = wanted[row, column]
            else:
                left.append((row, column))
        if len(left) == len(waiting):
            break
        waiting = np.array(left)
    return warped[1:-1, 1:-1]


@cache
def _simple_neighbourhoods() -> NDArray[np.bool_]:
    """Say of each 3x3 neighbourhood, its middle taken for background, whether the middle may change either way.

    It may if exactly one part of the foreground among the eight meets it over an edge, and exactly one of the
    background meets it at all.
    """
    table = np.zeros(512, bool)
    for code in range(512):
        if code & 16:
            continue
        inside = (code & _WEIGHTS) > 0
        outside = ~inside
        outside[1, 1] = False
        parts, _ = ndimage.label(inside, _FOUR)
        beside = {int(parts[place]) for place in ((0, 1), (1, 0), (1, 2), (2, 1)) if inside[place]}
        _, gaps = ndimage.label(outside, _EIGHT)
        table[code] = len(beside) == 1 and gaps == 1
    return table
