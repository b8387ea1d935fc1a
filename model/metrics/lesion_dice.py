"""Dice of each lesion instead of all together, so that a small one counts as much as a large one."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from model.metrics.boxes import common_box
from model.metrics.counts import check_shapes
from model.metrics.dice import dice

DILATION = 3
"""Voxels by which an expert's lesion grows to find what belongs to it."""

SMALLEST_MM3 = 50.0
"""Expert's lesions up to this volume are not asked for; finding them is not held against the prediction either."""

DEFINITION = (
    "Lesion-wise Dice is that of BraTS 2023 for glioma: parts of the expert's mask that touch when grown by 3 voxels "
    "are one lesion, lesions up to 50 mm³ are left out, each predicted part that touches a grown lesion belongs to it, "
    "and the Dice of all lesions are added up and divided by the number of lesions and of predicted parts that belong "
    "to none."
)

_TOUCHING = np.ones((3, 3, 3), bool)
_GROWING = ndimage.generate_binary_structure(3, 2)


def lesion_dice(truth: NDArray[np.bool_], prediction: NDArray[np.bool_], *, spacing: Sequence[float]) -> float:
    """Return the mean Dice over the expert's lesions and the predicted ones that are none.

    Args:
        truth: The expert's mask, `(x, y, z)`.
        prediction: The mask to judge, same shape.
        spacing: Millimetres between voxels along each axis.

    Returns:
        1 where there is no lesion to find and none predicted.

    Raises:
        ValueError: If the shapes differ.

    Source:
        The lesion-wise evaluation of BraTS 2023 (`rachitsaluja/BraTS-2023-Metrics`), with its values for glioma. It
        grows lesions by voxels, which are 1 mm there.
    """
    check_shapes(truth, prediction)
    box = common_box(truth, prediction, margin=DILATION + 1)
    if box is None:
        return 1.0
    truth, prediction = truth[box], prediction[box]
    lesions, count = ndimage.label(_grow(truth), structure=_TOUCHING)
    lesions[~truth] = 0
    parts, part_count = ndimage.label(prediction, structure=_TOUCHING)
    smallest = SMALLEST_MM3 / math.prod(spacing)

    scores: list[float] = []
    claimed: set[int] = set()
    for number in range(1, count + 1):
        lesion = lesions == number
        found = set(np.unique(parts[_grow(lesion)]).tolist()) - {0}
        claimed |= found
        if np.count_nonzero(lesion) > smallest:
            scores.append(dice(lesion, np.isin(parts, sorted(found))) if found else 0.0)
    judged = len(scores) + part_count - len(claimed)
    return sum(scores) / judged if judged else 1.0


def _grow(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Add the neighbours across faces and edges, `DILATION` times."""
    grown = np.zeros_like(mask)
    box = common_box(mask, margin=DILATION)
    if box is not None:
        grown[box] = ndimage.binary_dilation(mask[box], structure=_GROWING, iterations=DILATION)
    return grown
